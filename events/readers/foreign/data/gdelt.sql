-- GDELT 1.0 and 2.0 event tables (gdeltproject.org): one day each; QuadClass and the CAMEO root code tell the type.
-- ActionGeo_Type: 1 country, 2 and 5 first-level division, 3 and 4 city.
SELECT
    'gdelt:' || GLOBALEVENTID AS key,
    concat_ws(' ', coalesce(Actor1Name, '(nobody named)'), '-', coalesce(cameo.name, 'event ' || EventCode), '-',
              coalesce(Actor2Name, '(nobody named)'), '-', coalesce(ActionGeo_FullName, '(no place)')) AS text,
    NULL AS title,
    regexp_extract(SOURCEURL, '^https?://(?:www\.)?([^/:]+)', 1) AS outlet,
    SOURCEURL AS url,
    NULL AS language,
    try_strptime(left(DATEADDED, 8), '%Y%m%d')::DATE AS published,
    coalesce(cameo.type, 'other') AS type,
    EventCode AS mode,
    CASE WHEN EventRootCode IN ('02', '10') THEN 'demanded' ELSE 'occurred' END AS status,
    day AS earliest,
    day AS latest,
    'day' AS date_precision,
    SQLDATE AS date_text,
    ActionGeo_FullName AS place_name,
    CASE ActionGeo_Type WHEN '1' THEN 'country' WHEN '2' THEN 'admin1' WHEN '5' THEN 'admin1' ELSE 'city' END
        AS place_precision,
    by_fips.iso2 AS country,
    try_cast(ActionGeo_Lat AS DOUBLE) AS lat,
    try_cast(ActionGeo_Long AS DOUBLE) AS lon,
    [a FOR a IN [Actor1Name] IF a <> ''] AS sources,
    [a FOR a IN [Actor2Name] IF a <> ''] AS targets,
    [] AS others,
    one.iso2 AS source_country,
    two.iso2 AS target_country
FROM (SELECT *, try_strptime(SQLDATE, '%Y%m%d')::DATE AS day FROM raw) AS raw
LEFT JOIN countries AS by_fips ON by_fips.fips = ActionGeo_CountryCode
LEFT JOIN countries AS one ON one.iso3 = Actor1CountryCode
LEFT JOIN countries AS two ON two.iso3 = Actor2CountryCode
LEFT JOIN (VALUES
    ('01', 'statement', 'makes a statement'), ('02', 'request', 'appeals'), ('03', 'agree', 'means to cooperate'),
    ('04', 'consult', 'consults'), ('05', 'support', 'supports by diplomacy'), ('06', 'cooperate', 'cooperates'),
    ('07', 'aid', 'gives aid'), ('08', 'concede', 'yields'), ('09', 'accuse', 'investigates'),
    ('10', 'request', 'demands'), ('11', 'accuse', 'disapproves'), ('12', 'reject', 'rejects'),
    ('13', 'threaten', 'threatens'), ('14', 'protest', 'protests'), ('15', 'mobilize', 'shows force'),
    ('16', 'sanction', 'reduces relations'), ('17', 'coerce', 'coerces'), ('18', 'assault', 'assaults'),
    ('19', 'assault', 'fights'), ('20', 'assault', 'uses mass violence')
) AS cameo (code, type, name) ON cameo.code = EventRootCode
