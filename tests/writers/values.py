"""Prints what PyYAML reads in each of these files, as JSON: values.py FILE... Of a case only the header is YAML."""

import json
import sys
from pathlib import Path

import yaml

values = []
for file in map(Path, sys.argv[1:]):
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".md":
        text = text.split("---\n")[1]
    values.append(yaml.safe_load(text))
print(json.dumps(values, default=str))
