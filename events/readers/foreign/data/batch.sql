-- One batch of rows with everything that the store's tables take.
CREATE OR REPLACE TEMP TABLE batch AS
WITH chosen AS (
    SELECT * FROM mapped WHERE number BETWEEN $first AND $last
), named AS (
    SELECT number, 'source' AS role, unnest(sources) || chr(31) || coalesce(source_country, '') AS raw FROM chosen
    UNION ALL
    SELECT number, 'target' AS role, unnest(targets) || chr(31) || coalesce(target_country, '') AS raw FROM chosen
    UNION ALL
    SELECT number, 'mentioned' AS role, unnest(others) || chr(31) AS raw FROM chosen
), linked AS (
    SELECT number, list(DISTINCT {'id': id, 'role': role} ORDER BY {'id': id, 'role': role}) AS links
    FROM named JOIN actor_names USING (raw) GROUP BY number
)
SELECT chosen.*, coalesce(links, []) AS links
FROM chosen LEFT JOIN linked USING (number)
ORDER BY number
