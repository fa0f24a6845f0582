-- The places of all rows, once each.
SELECT id, name, precision, country, lat, lon,
    to_json({'id': id, 'name': name, 'lat': lat, 'lon': lon, 'precision': precision, 'country': country})::VARCHAR AS body
FROM (
    SELECT 'computed:' || left(md5(concat_ws('|', name, precision, country, lat, lon)), 16) AS id, *
    FROM listed
)
