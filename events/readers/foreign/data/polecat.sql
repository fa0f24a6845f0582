-- POLECAT (Harvard Dataverse): PLOVER types; one day each; the finest place that is named tells the precision.
SELECT
    'polecat:' || "Event ID" AS key,
    concat_ws(' ', coalesce("Actor Name", '(nobody named)'), '-', lower("Event Type"), '-',
              coalesce("Recipient Name", '(nobody named)'), '-', coalesce("Placename", "Country", '(no place)')) AS text,
    NULL AS title,
    "Source" AS outlet,
    NULL AS url,
    CASE "Language" WHEN 'Arabic' THEN 'ar' WHEN 'Chinese' THEN 'zh' WHEN 'English' THEN 'en' WHEN 'French' THEN 'fr'
        WHEN 'Portuguese' THEN 'pt' WHEN 'Russian' THEN 'ru' WHEN 'Spanish' THEN 'es' END AS language,
    try_cast(left("Publication Date", 10) AS DATE) AS published,
    CASE lower("Event Type") WHEN 'retreat' THEN 'retreat' WHEN 'concede' THEN 'concede' ELSE lower("Event Type") END AS type,
    lower("Event Mode") AS mode,
    CASE WHEN lower("Event Type") = 'request' THEN 'demanded' ELSE 'occurred' END AS status,
    day AS earliest,
    day AS latest,
    'day' AS date_precision,
    "Event Date" AS date_text,
    coalesce(nullif("Placename", ''), nullif("City", ''), nullif("District", ''), nullif("Province", ''), "Country") AS place_name,
    CASE WHEN "City" <> '' THEN 'city' WHEN "District" <> '' THEN 'admin2' WHEN "Province" <> '' THEN 'admin1' ELSE 'country' END
        AS place_precision,
    coalesce(by_code.iso2, by_name.iso2) AS country,
    try_cast("Latitude" AS DOUBLE) AS lat,
    try_cast("Longitude" AS DOUBLE) AS lon,
    [trim(a) FOR a IN string_split("Actor Name", ';') IF trim(a) NOT IN ('', 'None')] AS sources,
    [trim(a) FOR a IN string_split("Recipient Name", ';') IF trim(a) NOT IN ('', 'None')] AS targets,
    [] AS others,
    one.iso2 AS source_country,
    two.iso2 AS target_country
FROM (SELECT *, try_cast(left("Event Date", 10) AS DATE) AS day FROM raw) AS raw
LEFT JOIN countries AS by_code ON by_code.iso3 = "Country"
LEFT JOIN countries AS by_name ON by_name.name = "Country"
LEFT JOIN countries AS one ON one.iso3 = "Actor Country"
LEFT JOIN countries AS two ON two.iso3 = "Recipient Country"
