-- The places of all rows, once each.
SELECT DISTINCT ON (place) place AS id, place_name AS name, place_precision AS precision, country, lat, lon,
    to_json({'id': place, 'name': place_name, 'lat': lat, 'lon': lon, 'precision': place_precision, 'country': country})::VARCHAR
        AS body
FROM mapped WHERE place IS NOT NULL
