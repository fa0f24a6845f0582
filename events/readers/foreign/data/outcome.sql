-- The rows from $first to $last as the store's tables: one query for each, parted by semicolons, named in the comment
-- before it.
-- documents
SELECT key AS id, language, (published - DATE '1970-01-01')::INTEGER AS published, CASE WHEN published IS NOT NULL THEN 'stated' END AS published_basis,
    title, outlet, url, length(text)::INTEGER AS characters, NULL::VARCHAR AS hash, NULL::VARCHAR AS source,
    digest, $origin AS origin, NULL::VARCHAR AS copy_of, NULL::VARCHAR AS extras,
    $now::TIMESTAMPTZ AS added, text,
    to_json({'id': key, 'text': '', 'language': language, 'published': published,
             'published_basis': CASE WHEN published IS NOT NULL THEN 'stated' END, 'title': title, 'outlet': outlet,
             'url': url})::VARCHAR AS body,
    '{"actors":[],"dates":[],"sentences":[],"toponyms":[]}' AS reading
FROM mapped WHERE number BETWEEN $first AND $last;
-- events
SELECT event AS id, key AS document, 0 AS start, length(text)::INTEGER AS "end", language, outlet,
    (published - DATE '1970-01-01')::INTEGER AS published, type, mode, status, coalesce(earliest, latest) IS NOT NULL AS has_date, false AS needs_anchor,
    (earliest - DATE '1970-01-01')::INTEGER AS earliest, (latest - DATE '1970-01-01')::INTEGER AS latest, CASE WHEN coalesce(earliest, latest) IS NOT NULL THEN date_precision END AS date_precision,
    date_text, place AS place_id,
    CASE WHEN place IS NOT NULL THEN place_name END AS place_name,
    CASE WHEN place IS NOT NULL THEN place_precision END AS place_precision,
    CASE WHEN place IS NOT NULL THEN 'literal' END AS place_role, CASE WHEN place IS NOT NULL THEN 'where' END AS place_part,
    CASE WHEN place IS NOT NULL THEN country END AS country, NULL::VARCHAR AS admin1,
    CASE WHEN place IS NOT NULL THEN lat END AS lat, CASE WHEN place IS NOT NULL THEN lon END AS lon,
    NULL::DOUBLE AS radius_km, NULL::DOUBLE AS west, NULL::DOUBLE AS south, NULL::DOUBLE AS east, NULL::DOUBLE AS north,
    NULL::DOUBLE AS origin_lat, NULL::DOUBLE AS origin_lon, coalesce(actors, []) AS actors,
    NULL::VARCHAR AS attribution, 1.0::DOUBLE AS confidence, text AS summary,
    lower(strip_accents(concat_ws(' ', text, title, outlet, place_name, array_to_string(sources, ' '),
                                  array_to_string(targets, ' ')))) AS search,
    NULL::VARCHAR AS record, extras
FROM mapped LEFT JOIN (
    SELECT number, list(DISTINCT id) AS actors FROM links WHERE number BETWEEN $first AND $last GROUP BY number
) USING (number)
WHERE number BETWEEN $first AND $last;
-- event_actors
SELECT event, key AS document, id AS actor, role
FROM (SELECT * FROM links WHERE number BETWEEN $first AND $last)
JOIN (SELECT number, event, key FROM mapped WHERE number BETWEEN $first AND $last) USING (number);
-- event_places
SELECT event, key AS document, place, 'where' AS part, 'literal' AS role, country, NULL::VARCHAR AS admin1
FROM mapped WHERE number BETWEEN $first AND $last AND place IS NOT NULL
