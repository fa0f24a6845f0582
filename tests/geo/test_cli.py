from __future__ import annotations

import json
import sys

import pytest

from geo import cli


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["geo", *arguments])
    with pytest.raises(SystemExit) as end:
        cli.main()
    output = capsys.readouterr()
    return int(end.value.code or 0), output.out, output.err


def test_a_text_alone_is_parsed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(monkeypatch, capsys, "Talks in Vladivostok", "--language", "en")
    assert code == 0
    assert "Vladivostok (city, RU-PRI, RU) 43." in out


def test_json_lines_hold_the_runners_up(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(monkeypatch, capsys, "parse", "in Springfield", "--json")
    toponym = json.loads(out)
    assert toponym["place"]["country"] == "US"
    assert toponym["role"] == "literal"
    assert toponym["runners_up"][0]["place"]["name"]


def test_a_name_that_nobody_bears_is_said_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(monkeypatch, capsys, "lookup", "Xqzt")
    assert (code, out) == (1, "")
    assert "Xqzt" in err


@pytest.mark.parametrize("arguments", [("--geonames", "/nowhere/allCountries.zip"), ("--alternate-names", "x.zip")])
def test_bad_input_is_a_sentence_not_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: object, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path))
    code, _, err = run(monkeypatch, capsys, "build", *arguments)
    assert code == 1
    assert err.strip().startswith("Error: ")
    assert "Traceback" not in err
