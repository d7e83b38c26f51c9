// A reporter for node's test runner: one plain line at the end, whatever the other reporter prints.

export default async function* summary(events) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of events) {
    // Suites only hold tests; one that cannot run at all counts as a failure, and so does a file.
    if (data?.details?.type === "suite" && (type === "test:pass" || data.details.error?.failureType === "subtestsFailed")) continue;
    if (type === "test:pass" && !data.skip && !data.todo) passed += 1;
    if (type === "test:fail") failed += 1;
  }
  yield `${passed} passed, ${failed} failed\n`;
}
