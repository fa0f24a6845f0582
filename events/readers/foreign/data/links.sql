-- Who takes part in which row, once the ids of all names are known.
CREATE TABLE links AS
SELECT DISTINCT number, role, id
FROM (
    SELECT number, 'source' AS role, unnest(sources) || chr(31) || coalesce(source_country, '') AS raw FROM mapped
    UNION ALL
    SELECT number, 'target' AS role, unnest(targets) || chr(31) || coalesce(target_country, '') AS raw FROM mapped
    UNION ALL
    SELECT number, 'mentioned' AS role, unnest(others) || chr(31) AS raw FROM mapped
) JOIN actor_names USING (raw)
ORDER BY number, role DESC, id
