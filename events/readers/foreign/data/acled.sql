-- ACLED exports (acleddata.com): columns of the codebook of 2023 and later.
-- time_precision: 1 the day, 2 the week, 3 the month. geo_precision: 1 the place, 2 a part of a region, 3 a region.
SELECT
    'acled:' || event_id_cnty AS key,
    notes AS text,
    concat_ws(', ', event_type, sub_event_type) AS title,
    source AS outlet,
    NULL AS url,
    'en' AS language,
    try_cast(NULL AS DATE) AS published,
    CASE
        WHEN sub_event_type = 'Agreement' THEN 'agree'
        WHEN sub_event_type = 'Arrests' THEN 'coerce'
        WHEN sub_event_type = 'Disrupted weapons use' THEN 'coerce'
        WHEN sub_event_type = 'Non-violent transfer of territory' THEN 'retreat'
        WHEN sub_event_type = 'Looting/property destruction' THEN 'assault'
        WHEN sub_event_type IN ('Change to group/activity', 'Headquarters or base established') THEN 'mobilize'
        WHEN event_type IN ('Battles', 'Explosions/Remote violence', 'Violence against civilians') THEN 'assault'
        WHEN event_type IN ('Protests', 'Riots') THEN 'protest'
        ELSE 'other'
    END AS type,
    sub_event_type AS mode,
    'occurred' AS status,
    CASE time_precision WHEN '2' THEN date_trunc('week', day)::DATE WHEN '3' THEN date_trunc('month', day)::DATE ELSE day END
        AS earliest,
    CASE time_precision WHEN '2' THEN (date_trunc('week', day) + INTERVAL 6 DAY)::DATE WHEN '3' THEN last_day(day) ELSE day END
        AS latest,
    CASE time_precision WHEN '2' THEN 'week' WHEN '3' THEN 'month' ELSE 'day' END AS date_precision,
    event_date AS date_text,
    location AS place_name,
    CASE geo_precision WHEN '2' THEN 'admin2' WHEN '3' THEN 'admin1' ELSE 'city' END AS place_precision,
    coalesce(by_number.iso2, by_name.iso2) AS country,
    try_cast(latitude AS DOUBLE) AS lat,
    try_cast(longitude AS DOUBLE) AS lon,
    [a FOR a IN [actor1] IF a <> ''] AS sources,
    [a FOR a IN [actor2] IF a <> ''] AS targets,
    [trim(a) FOR a IN string_split(concat_ws(';', assoc_actor_1, assoc_actor_2), ';') IF trim(a) <> ''] AS others,
    NULL AS source_country,
    NULL AS target_country
FROM (
    SELECT *, coalesce(try_cast(event_date AS DATE), try_strptime(event_date, ['%d %B %Y', '%d-%b-%y', '%d/%m/%Y'])::DATE) AS day
    FROM raw
) AS raw
LEFT JOIN countries AS by_number ON by_number.number = try_cast(iso AS INTEGER)
LEFT JOIN countries AS by_name ON by_name.name = country
