-- The rows as the store's columns: those of events, of the reports that they are, and who takes part by role.
SELECT event AS id, key AS document, 0 AS start, length(text)::INTEGER AS "end", language, outlet,
    (published - DATE '1970-01-01')::INTEGER AS published, type, mode, status,
    coalesce(earliest, latest) IS NOT NULL AS has_date, false AS needs_anchor,
    (earliest - DATE '1970-01-01')::INTEGER AS earliest, (latest - DATE '1970-01-01')::INTEGER AS latest,
    CASE WHEN coalesce(earliest, latest) IS NOT NULL THEN date_precision END AS date_precision,
    date_text, place AS place_id,
    CASE WHEN place IS NOT NULL THEN place_name END AS place_name,
    CASE WHEN place IS NOT NULL THEN place_precision END AS place_precision,
    CASE WHEN place IS NOT NULL THEN 'literal' END AS place_role, CASE WHEN place IS NOT NULL THEN 'where' END AS place_part,
    CASE WHEN place IS NOT NULL THEN country END AS country,
    CASE WHEN place IS NOT NULL THEN lat END AS lat, CASE WHEN place IS NOT NULL THEN lon END AS lon,
    coalesce(list_distinct(list_concat(list_concat(acting.ids, acted.ids), named.ids)), []) AS actors,
    1.0::DOUBLE AS confidence, text AS summary,
    lower(strip_accents(concat_ws(' ', text, title, outlet, place_name, array_to_string(sources, ' '),
                                  array_to_string(targets, ' ')))) AS search,
    extras,
    CASE WHEN published IS NOT NULL THEN 'stated' END AS published_basis, title, url, digest,
    acting.ids AS source, acted.ids AS target, named.ids AS mentioned
FROM $mapped AS mapped
LEFT JOIN parties AS acting ON acting.party = source_party
LEFT JOIN parties AS acted ON acted.party = target_party
LEFT JOIN parties AS named ON named.party = other_party
