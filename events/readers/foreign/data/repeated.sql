-- The last of the rows that share an id.
CREATE TABLE repeated AS
SELECT * EXCLUDE (turn) FROM (
    SELECT *, row_number() OVER () AS turn FROM mapped
    WHERE key IN (SELECT key FROM mapped WHERE key IS NOT NULL GROUP BY key HAVING count(*) > 1)
)
QUALIFY row_number() OVER (PARTITION BY key ORDER BY turn DESC) = 1
