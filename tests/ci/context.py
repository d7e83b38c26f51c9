"""Copies what Dockerfile.dockerignore lets through, and checks that it is all that the build needs: context.py ROOT TO"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

root, to = map(Path, sys.argv[1:])
lines = (root / "docs/recipes/Dockerfile.dockerignore").read_text().splitlines()
rules = [line for line in lines if line and not line.startswith("#")]
assert rules[0] == "*", "it lets through what it does not name"
for rule in rules[1:]:
    path = rule.removeprefix("!")
    assert rule.startswith("!") and (root / path).exists(), f"{rule} is not there"
    target = to / path
    target.parent.mkdir(parents=True, exist_ok=True)
    (shutil.copytree if (root / path).is_dir() else shutil.copy)(root / path, target)

# Cargo finds every target of the package, and its lock is up to date.
command = ["cargo", "metadata", "--no-deps", "--format-version", "1", "--offline", "--locked"]
metadata = json.loads(subprocess.run(command, cwd=to, check=True, stdout=subprocess.PIPE).stdout)
targets = [target["src_path"] for package in metadata["packages"] for target in package["targets"]]
assert any(path.endswith("src/main.rs") for path in targets), targets
for path in targets:
    assert Path(path).exists(), f"{path} is not let through"

# So are the folders and files that the program carries.
carried = 0
for source in (to / "src").rglob("*.rs"):
    text = source.read_text()
    for path in re.findall(r'include_dir!\("\$CARGO_MANIFEST_DIR/([^"]+)"\)', text):
        assert (to / path).is_dir(), f"{path} is not let through"
        carried += 1
    for path in re.findall(r'include_(?:str|bytes)!\("([^"]+)"\)', text):
        assert (source.parent / path).exists(), f"{path} is not let through"
        carried += 1
assert carried > 0
