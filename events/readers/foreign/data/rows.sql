-- From a format's common columns to typed ones, the same for all formats. Each row of a table is a report of its own:
-- its text is what the row says of the event, and the evidence is all of it. A party is all who act in one role in a row,
-- as one text: parties recur, so who they are is found out once for each. The last line is replaced by the format's query.
CREATE VIEW mapped AS
SELECT
    * REPLACE (
        coalesce(text, '') AS text, title::VARCHAR AS title, outlet::VARCHAR AS outlet, url::VARCHAR AS url,
        language::VARCHAR AS language, mode::VARCHAR AS mode, sources::VARCHAR[] AS sources,
        targets::VARCHAR[] AS targets, others::VARCHAR[] AS others,
        source_country::VARCHAR AS source_country, target_country::VARCHAR AS target_country
    ),
    'e' || left(md5(key), 16) AS event,
    coalesce(lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180 AND place_name <> '', false) AS place_is_known,
    CASE WHEN lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180 AND place_name <> ''
        THEN 'computed:' || left(md5(concat_ws('|', place_name, place_precision, country, lat, lon)), 16) END AS place,
    CASE WHEN len(sources) > 0 THEN concat(array_to_string(sources, chr(30)), chr(31), source_country) END AS source_party,
    CASE WHEN len(targets) > 0 THEN concat(array_to_string(targets, chr(30)), chr(31), target_country) END AS target_party,
    CASE WHEN len(others) > 0 THEN concat(array_to_string(others, chr(30)), chr(31)) END AS other_party
FROM ($common)
