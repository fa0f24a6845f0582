"""A page that stands alone: map, timeline, filters, list and evidence in one HTML file that needs no network.

It is made of a *shell* (`dashboard.page.shell`), the same for everybody, and of *records* (`dashboard.page.records`) as
JSON. The shell holds deck.gl out of the installed pydeck, the component's own modules and panels in one script, the
basemap and the styles. Its policy (CSP) lets only these two scripts run, told by their hashes, and lets nothing be
fetched. The browser puts both together when a person saves a page from the dashboard; `dashboard.page.write.write_page`
does for programs.
"""
