"""The page that describes the service and lets a person try it. It needs nothing from elsewhere."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import Any

from findings.api.endpoints import ENDPOINTS, SCOPES
from findings.api.openapi import description


@cache
def page() -> str:
    """The whole page."""
    told = description()
    examples = {f"/v1{endpoint.path}": f"/v1{endpoint.example}" for endpoint in ENDPOINTS}
    paths = [(path, methods["get"]) for path, methods in told["paths"].items()]
    contents = "".join(
        f'<li><a href="#{own["operationId"]}">{escape(own["summary"])}</a> <code>{path}</code></li>'
        for path, own in paths
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Findings for programs</title>
<link rel="stylesheet" href="/docs/page.css">
<script src="/docs/page.js" defer></script>
</head>
<body>
<main>
<h1>Findings for programs</h1>
<p>{escape(told["info"]["description"])}</p>
<p><a href="/openapi.json">The same as OpenAPI 3.1</a>. Tools for assistants (MCP over HTTP): <code>/mcp</code>.</p>
<p><label for="token">Token, where one is needed</label>
<input id="token" type="password" autocomplete="off" spellcheck="false" placeholder="findings_..."></p>
<ul>{contents}</ul>
{"".join(_operation(path, own, examples.get(path, path)) for path, own in paths)}
<h2>Errors</h2>
<p>Errors are <code>application/problem+json</code>: <code>detail</code> says what is wrong and what to do, in one line,
and <code>type</code> names the kind for programs.</p>
<h2>Rights of a token</h2>
<dl>{"".join(f"<dt><code>{scope}</code></dt><dd>{escape(words)}</dd>" for scope, words in SCOPES.items())}</dl>
</main>
</body>
</html>
"""


def _operation(path: str, own: dict[str, Any], example: str) -> str:
    name = own["operationId"]
    given = [one for one in own.get("parameters", ()) if one["in"] != "header"]
    fields = "".join(_field(name, one) for one in given)
    return f"""<section aria-labelledby="{name}">
<h2 id="{name}">{escape(own["summary"])}</h2>
<p>{escape(own["description"])}</p>
<p><code>GET {escape(path)}</code></p>
<form method="get" action="{escape(path)}" data-path="{escape(path)}">
{fields}<button type="submit">Try it</button>
<p>For example: <a class="example" href="{escape(example)}">{escape(example)}</a></p>
<pre hidden tabindex="0" aria-label="The answer to {escape(own["summary"])}"></pre>
<p class="status" role="status"></p>
</form>
</section>
"""


def _field(operation: str, one: dict[str, Any]) -> str:
    own_id = f"{operation}-{one['name']}"
    schema, needed = one["schema"], " (needed)" if one["required"] else ""
    label = f'<label for="{own_id}"><code>{one["name"]}</code>{needed}: {escape(one["description"])}</label>'
    value = one.get("example") if one["required"] else None
    shown = escape(str(value[0] if isinstance(value, list) else value)) if value is not None else ""
    if choices := schema.get("enum") or (["true", "false"] if schema.get("type") == "boolean" else []):
        usual = str(schema.get("default", "")).lower()
        options = "".join(
            f"<option{' selected' if choice == usual else ''}>{escape(choice)}</option>" for choice in choices
        )
        return f'<p>{label}<select id="{own_id}" name="{one["name"]}">{options}</select></p>\n'
    required = " required" if one["required"] else ""
    kind = "number" if schema.get("type") == "integer" else "text"
    return (
        f'<p>{label}<input id="{own_id}" name="{one["name"]}" type="{kind}" value="{shown}"{required}></p>\n'
    )
