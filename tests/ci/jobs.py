"""Runs the commands of a recipe's job in a folder, as the CI would, as far as that can be done without it.

    jobs.py github FILE JOB FOLDER [--context JSON] [--until STEP]
    jobs.py gitlab FILE JOB FOLDER [--context JSON]

Of GitHub's workflows: `run` steps, actions that lie in the folder, conditions, expressions, and the files for variables,
outputs, the path and the summary, and the folder in which the workflow's steps work. Actions from elsewhere are not run; for
those that upload something it must be there. Of GitLab's: `before_script` and `script`, with the variables and what is
extended; a job that succeeds must have left its artifacts and reports. The environment is that of the caller.
HOME and RUNNER_TEMP are folders below FOLDER.ci, where summary.md and outcomes.json are left.
Ends with 0 if the job would have succeeded, 1 if not.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.S)


class Job:
    def __init__(self, folder, context):
        self.folder = folder
        self.context = context
        self.own = Path(f"{folder}.ci")
        for name in ["temp", "home"]:
            (self.own / name).mkdir(parents=True, exist_ok=True)
        self.summary = self.own / "summary.md"
        self.summary.write_text("")
        self.environment = {
            **os.environ,
            "CI": "true",
            "HOME": str(self.own / "home"),
            "RUNNER_TEMP": str(self.own / "temp"),
            "GITHUB_WORKSPACE": str(folder),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_RUN_ID": "1",
            "GITHUB_RUN_ATTEMPT": "1",
        }
        self.outcomes = []
        self.failed = False

    # Expressions.

    def look_up(self, path, steps, inputs):
        value = {**self.context, "steps": steps, "inputs": {**self.context.get("inputs", {}), **inputs}}
        for part in path.split("."):
            if part == "*":
                continue
            if isinstance(value, list):
                value = [item.get(part) for item in value]
            else:
                value = (value or {}).get(part)
        return "" if value is None else value

    def evaluate(self, text, steps, inputs):
        # Strings are set aside, so that nothing in them is taken for an operator.
        strings = []

        def aside(match):
            strings.append(match.group(1))
            return f" _strings[{len(strings) - 1}] "

        code = re.sub(r"'([^']*)'", aside, text)
        code = re.sub(r"(?<![\w\[])[a-z]+(?:\.[\w*-]+)+", lambda m: f"_look_up({m.group(0)!r})", code)
        code = code.replace("&&", " and ").replace("||", " or ")
        code = re.sub(r"!(?!=)", " not ", code)
        names = {
            "_strings": strings,
            "_look_up": lambda path: self.look_up(path, steps, inputs),
            "always": lambda: True,
            "cancelled": lambda: False,
            "success": lambda: not self.failed,
            "failure": lambda: self.failed,
            "contains": lambda among, one: one in among,
            "hashFiles": lambda pattern: "hash" if any(self.folder.glob(pattern)) else "",
        }
        return eval(" ".join(code.split()), {"__builtins__": {}}, names)

    def fill(self, value, steps, inputs):
        def one(match):
            found = self.evaluate(match.group(1), steps, inputs)
            return str(found).lower() if isinstance(found, bool) else str(found)

        return EXPRESSION.sub(one, str(value))

    def is_wanted(self, step, steps, inputs):
        condition = str(step.get("if", "success()"))
        condition = EXPRESSION.sub(r"\1", condition)
        if not re.search(r"\b(always|cancelled|failure|success)\(", condition):
            condition = f"success() && ({condition})"
        return bool(self.evaluate(condition, steps, inputs))

    # Steps.

    def run_steps(self, steps_of, variables, inputs, at=".", until=None):
        steps = {}
        for step in steps_of:
            name = step.get("name") or step.get("uses") or "run"
            if name == until:
                break
            outputs = {}
            if not self.is_wanted(step, steps, inputs):
                outcome = "skipped"
            else:
                print(f"--- {name}", flush=True)
                good, outputs = self.run_step(step, steps, variables, inputs, at)
                outcome = "success" if good else "failure"
                self.failed = self.failed or not (good or step.get("continue-on-error"))
            if "id" in step:
                steps[step["id"]] = {"outcome": outcome, "outputs": outputs}
            self.outcomes.append([name, outcome])

    def run_step(self, step, steps, variables, inputs, at):
        if "run" in step:
            return self.run_commands(step, steps, variables, inputs, at)
        uses = step["uses"]
        given = {key: self.fill(value, steps, inputs) for key, value in step.get("with", {}).items()}
        if uses.startswith("./"):
            action = yaml.safe_load((self.folder / uses / "action.yml").read_text())
            defaults = {key: self.fill(one.get("default", ""), steps, {}) for key, one in action["inputs"].items()}
            unknown = set(given) - set(defaults)
            if unknown:
                sys.exit(f"{uses} has no input {unknown}")
            before = self.failed
            self.run_steps(action["runs"]["steps"], variables, {**defaults, **given})
            return self.failed == before, {}
        for key in ["path", "sarif_file"]:
            if key in given and not uses.startswith("actions/cache") and not (self.folder / given[key]).exists():
                print(f"{uses}: {given[key]} is not there")
                return False, {}
        return True, {}

    def run_commands(self, step, steps, variables, inputs, at):
        files = {}
        for name in ["GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_PATH"]:
            files[name] = self.own / name
            files[name].write_text("")
        environment = {**self.environment, **{name: str(file) for name, file in files.items()}}
        for more in [variables, step.get("env", {})]:
            environment.update({key: self.fill(value, steps, inputs) for key, value in more.items()})
        good = self.bash(self.fill(step["run"], steps, inputs), environment, at)

        def pairs(name):
            return dict(line.split("=", 1) for line in files[name].read_text().splitlines())

        self.environment.update(pairs("GITHUB_ENV"))
        for path in files["GITHUB_PATH"].read_text().splitlines():
            self.environment["PATH"] = f"{path}:{self.environment['PATH']}"
        return good, pairs("GITHUB_OUTPUT")

    def bash(self, commands, environment, at="."):
        script = self.own / "script"
        script.write_text(commands)
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        return subprocess.run(command, cwd=self.folder / at, env=environment, stdin=subprocess.DEVNULL).returncode == 0


def github(job, file, name, until):
    workflow = yaml.safe_load(file.read_text())
    defaults = workflow.get("defaults", {}).get("run", {})
    if defaults.get("shell") != "bash":
        sys.exit("without `shell: bash`, what fails in a pipe is not seen")
    of_job = workflow["jobs"][name]
    variables = {**workflow.get("env", {}), **of_job.get("env", {})}
    # Not those of actions, which work at the root of the repository.
    job.run_steps(of_job["steps"], variables, {}, defaults.get("working-directory", "."), until)


def gitlab(job, file, name):
    pipeline = yaml.safe_load(file.read_text())
    of_job = {**pipeline.get(pipeline[name].get("extends"), {}), **pipeline[name]}
    variables = {**pipeline["variables"], **of_job.get("variables", {})}
    environment = {**job.environment, "CI_PROJECT_DIR": str(job.folder), **job.context}
    for key, value in variables.items():
        environment[key] = re.sub(r"\$(\w+)", lambda match: environment.get(match.group(1), ""), str(value))
    lines = of_job["before_script"] + of_job["script"]
    good = job.bash("\n".join(lines), environment)
    job.failed = not good
    artifacts = of_job.get("artifacts", {})
    for path in [*artifacts.get("paths", []), *artifacts.get("reports", {}).values()]:
        if good and not (job.folder / path).exists():
            sys.exit(f"the artifact {path} is not there")
    job.outcomes.append([name, "success" if good else "failure"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=["github", "gitlab"])
    parser.add_argument("file", type=Path)
    parser.add_argument("job")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--context", type=json.loads, default={})
    parser.add_argument("--until")
    arguments = parser.parse_args()
    job = Job(arguments.folder.resolve(), arguments.context)
    if arguments.kind == "github":
        github(job, arguments.file, arguments.job, arguments.until)
    else:
        gitlab(job, arguments.file, arguments.job)
    (job.own / "outcomes.json").write_text(json.dumps(job.outcomes))
    sys.exit(1 if job.failed else 0)


main()
