"""Modules in one script do what they did as modules, and what cannot be bundled is refused with its name."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from dashboard.bundle import BundleError, bundle_modules
from dashboard.page.shell import page_modules

MODULES = {
    "page.js": 'import start, { } from "./x.js";',
    "main.js": 'import greet from "./lib/greet.js";\nimport {\n  A as B,\n  twice,\n} from "./lib/a.js";\n'
    "globalThis.said = [greet(new B().name), twice(4), globalThis.count];",
    "lib/greet.js": 'import { A } from "./a.js";\nexport default function greet(name) { return `hello ${name} ${A.kind}`; }',
    "lib/a.js": "globalThis.count = (globalThis.count ?? 0) + 1;\nexport class A { static kind = 'x'; name = 'me'; }\n"
    "const inner = (n) => 2 * n;\nexport { inner as twice };",
}


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_a_bundle_runs_as_its_modules_would() -> None:
    script = bundle_modules(MODULES, "main.js") + "console.log(JSON.stringify(globalThis.said));"
    done = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == ["hello me x", 8, 1]


@pytest.mark.parametrize(
    ("sources", "says"),
    [
        ({"a.js": 'import { b } from "./b.js";', "b.js": 'import { a } from "./a.js";'}, "circle"),
        ({"a.js": 'import { b } from "./b.js";'}, "b.js, which is missing"),
        ({"a.js": 'import * as b from "./a.js";'}, "a.js: this form"),
        ({"a.js": "new Worker(new URL('./w.js', import.meta.url));"}, "a.js: this form"),
        ({"a.js": "export * from './b.js';"}, "a.js: this form"),
        ({"a.js": "const b = await import('./b.js');"}, "a.js: this form"),
    ],
)
def test_what_cannot_be_bundled_is_refused(sources: dict[str, str], says: str) -> None:
    with pytest.raises(BundleError, match=says):
        bundle_modules(sources, "a.js")


def test_the_modules_of_the_saved_page_can_be_bundled() -> None:
    script = bundle_modules(page_modules(), "page/page.js")
    assert "class View" in script
    assert "</script" not in script.lower()
