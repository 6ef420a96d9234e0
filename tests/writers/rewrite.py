"""Rewrites YAML files in place, as one of these programs writes them: rewrite.py WRITER FILE..."""

import sys
from io import StringIO
from pathlib import Path

import ruamel.yaml
import yaml


def ruamel_written(text, **kind):
    writer = ruamel.yaml.YAML(**kind)
    written = StringIO()
    writer.dump(writer.load(text), written)
    return written.getvalue()


def dumped(text, **style):
    return yaml.safe_dump(yaml.safe_load(text), **style)


WRITERS = {
    "PyYAML": dumped,
    "PyYAML in quotes": lambda text: dumped(text, sort_keys=False, default_style='"'),
    "PyYAML in braces": lambda text: dumped(
        text, sort_keys=False, default_flow_style=True, explicit_start=True, explicit_end=True, version=(1, 1)
    ),
    "ruamel.yaml": ruamel_written,
    "ruamel.yaml, safe": lambda text: ruamel_written(text, typ="safe", pure=True),
}

writer, *files = sys.argv[1:]
for file in map(Path, files):
    file.write_text(WRITERS[writer](file.read_text(encoding="utf-8")), encoding="utf-8")
