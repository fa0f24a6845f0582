-- What must be known of all rows before the first is stored: how many there are, and who and where recurs in them.
SELECT
    count(*) AS rows,
    count(key) AS named,
    count(DISTINCT hash(key)) AS keys,
    list(DISTINCT source_party) AS sources,
    list(DISTINCT target_party) AS targets,
    list(DISTINCT other_party) AS others,
    list(DISTINCT {'name': place_name, 'precision': place_precision, 'country': country, 'lat': lat, 'lon': lon})
        FILTER (place_is_known) AS places
FROM mapped
