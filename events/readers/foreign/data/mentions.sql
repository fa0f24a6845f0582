-- GDELT 2.0 mentions tables: a row for each article that mentions an event of an events table, as the store keeps it.
-- Confidence is percent. An event's id is made as in rows.sql, so that it does not matter which table comes first.
SELECT
    'n' || left(md5(concat_ws(chr(31), GlobalEventID, MentionTimeDate, MentionType, MentionSourceName, MentionIdentifier,
                              SentenceID, ActionCharOffset, Confidence)), 24) AS id,
    'e' || left(md5('gdelt:' || GlobalEventID), 16) AS event,
    'gdelt:' || GlobalEventID AS document,
    MentionSourceName AS outlet,
    MentionIdentifier AS url,
    (try_strptime(left(MentionTimeDate, 8), '%Y%m%d')::DATE - DATE '1970-01-01')::INTEGER AS published,
    try_cast(Confidence AS INTEGER) AS confidence,
    CASE WHEN try_cast(ActionCharOffset AS INTEGER) >= 0 THEN try_cast(ActionCharOffset AS INTEGER) END AS start,
    extras
FROM raw
