"""How schemathesis sends what is no JSON: a site's file, a mail, a file. What it makes up for them
is a text, sent as it is."""

import schemathesis


def raw(ctx, value):
    return value if isinstance(value, (bytes, str)) else str(value)


for media in ("application/toml", "application/x-ndjson", "message/rfc822"):
    schemathesis.serializer(media)(raw)
