#!/usr/bin/env python3
"""Sums up a run of tests/run.sh: what failed and why, how long each stage took, and 'N passed, N failed'.

    report.py RESULTS [RUNNER ARGUMENT ...]

RESULTS holds stages.tsv (name, exit status, seconds, processes left behind), the names of the stages that ran tests in
expected, and for each of those an xUnit XML report. A test host that crashed leaves no report, and one that found no
test an empty one: both count as failures, the latter only when no filter was asked for. Exit status: 0 when something
passed and nothing failed.
"""
import pathlib
import re
import sys
import xml.etree.ElementTree as xml


class Summary:
    def __init__(self):
        self.passed = self.skipped = 0
        self.failures = []

    def fail(self, name, reason):
        self.failures.append((name, reason))

    def add_tests(self, name, status, file, filtered):
        if not file.exists():
            self.fail(name, f"ended with status {status} and without a report, see above")
            return

        report = xml.parse(file).getroot()
        before = len(self.failures)
        tests = report.findall(".//test")
        self.passed += sum(test.get("result") == "Pass" for test in tests)
        self.skipped += sum(test.get("result") == "Skip" for test in tests)
        for failed in [*(test for test in tests if test.get("result") == "Fail"), *report.findall(".//errors/error")]:
            self.fail(failed.get("name") or f"{name} {failed.get('type')}", reason_of(failed))
        if not tests and not filtered:
            self.fail(name, "ran no test")
        elif tests and status != 0 and len(self.failures) == before:
            self.fail(name, f"every test passed, but the test host ended with status {status}, see above")


def reason_of(failed):
    message = (failed.findtext("failure/message") or "no message").strip()
    trace = (failed.findtext("failure/stack-trace") or "").strip()
    text = f"{message}\n{trace}".strip()
    return re.sub(r'\\(["\\])', r"\1", text)  # xUnit writes quotes and backslashes as C# source would


def lines_of(file):
    return file.read_text().splitlines() if file.exists() else []


def indented(text):
    return "\n".join(f"    {line}" for line in text.splitlines())


def main(results, *filters):
    summary = Summary()
    expected = lines_of(results / "expected")
    stages = [line.split("\t") for line in lines_of(results / "stages.tsv")]
    for name, status, _, left_behind in stages:
        if left_behind:
            summary.fail(name, f"left processes behind: {left_behind}")
        if name in expected:
            summary.add_tests(name, int(status), results / f"{name}.xml", filtered=bool(filters))
        elif status != "0":
            summary.fail(name, f"ended with status {status}, see above")
    if not summary.passed and not summary.failures:
        summary.fail("tests", f"none matched {' '.join(filters)}")

    if summary.failures:
        print("\n== failures")
    for name, reason in summary.failures:
        print(f"{name}\n{indented(reason)}")
    print("\n== seconds by stage")
    for name, _, seconds, _ in stages:
        print(f"{int(seconds):6} {name}")
    skipped = f", {summary.skipped} skipped" if summary.skipped else ""
    print(f"\n{summary.passed} passed, {len(summary.failures)} failed{skipped}")
    return 1 if summary.failures else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), *sys.argv[2:]))
