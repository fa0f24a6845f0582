-- UCDP GED (ucdp.uu.se): date_prec 1 the day, 2 two to six days, 3 a week, 4 a month, 5 more; the two dates bound it.
-- where_prec: 1 the place, 2 within about 25 km, 3 and 4 divisions, 5 a region, 6 a country, 7 sea or air.
SELECT
    'ucdp:' || raw.id AS key,
    coalesce(nullif(source_headline, ''), source_article, conflict_name) AS text,
    conflict_name AS title,
    source_office AS outlet,
    NULL AS url,
    'en' AS language,
    try_cast(left(source_date, 10) AS DATE) AS published,
    'assault' AS type,
    CASE type_of_violence WHEN '1' THEN 'state-based' WHEN '2' THEN 'non-state' WHEN '3' THEN 'one-sided' END AS mode,
    'occurred' AS status,
    try_cast(left(date_start, 10) AS DATE) AS earliest,
    try_cast(left(date_end, 10) AS DATE) AS latest,
    CASE date_prec WHEN '1' THEN 'day' WHEN '3' THEN 'week' WHEN '4' THEN 'month' WHEN '5' THEN 'year' ELSE 'interval' END
        AS date_precision,
    concat_ws(' - ', left(date_start, 10), left(date_end, 10)) AS date_text,
    coalesce(nullif(where_coordinates, ''), nullif(adm_2, ''), nullif(adm_1, ''), country) AS place_name,
    CASE where_prec WHEN '1' THEN 'city' WHEN '2' THEN 'city' WHEN '3' THEN 'admin2' WHEN '4' THEN 'admin1'
        WHEN '6' THEN 'country' ELSE 'region' END AS place_precision,
    by_name.iso2 AS country,
    try_cast(latitude AS DOUBLE) AS lat,
    try_cast(longitude AS DOUBLE) AS lon,
    [a FOR a IN [side_a] IF a <> ''] AS sources,
    [a FOR a IN [side_b] IF a <> ''] AS targets,
    [] AS others,
    NULL AS source_country,
    NULL AS target_country
FROM raw
LEFT JOIN countries AS by_name ON by_name.name = regexp_replace(country, ' \(.*\)$', '')
