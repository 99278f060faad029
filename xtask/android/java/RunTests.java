import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.internal.runners.ErrorReportingRunner;
import org.junit.runner.Description;
import org.junit.runner.JUnitCore;
import org.junit.runner.Request;
import org.junit.runner.manipulation.Filter;
import org.junit.runner.notification.Failure;
import org.junit.runner.notification.RunListener;

/**
 * Runs test classes and closes with a line in cargo's form: {@code RunTests filter class...}. With a filter, only
 * tests run whose {@code Class.method} contains it.
 */
final class RunTests extends RunListener {
    private final String filter;
    private final List<String> failed = new ArrayList<>();
    private int passed;
    private int ignored;
    private boolean isGood;
    private long begun;

    private RunTests(String filter) {
        this.filter = filter;
    }

    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        var run = new RunTests(args[0]);
        for (String name : List.of(args).subList(1, args.length)) {
            run.runClass(Class.forName(name));
        }
        boolean isGood = run.failed.isEmpty();
        if (!isGood) {
            System.out.println("\nfailures:");
            run.failed.forEach(name -> System.out.println("    " + name));
        }
        System.out.printf(
                Locale.ROOT,
                "%ntest result: %s. %d passed; %d failed; %d ignored; 0 measured; 0 filtered out; finished in %.2fs%n",
                isGood ? "ok" : "FAILED",
                run.passed,
                run.failed.size(),
                run.ignored,
                seconds(start));
        // The test tools leave threads behind.
        System.exit(isGood ? 0 : 1);
    }

    private void runClass(Class<?> tests) {
        Request request = Request.aClass(tests);
        if (!filter.isEmpty()) {
            request = request.filterWith(new Named());
            // JUnit stands a failing test in the place of a class in which the filter leaves nothing.
            if (request.getRunner() instanceof ErrorReportingRunner) {
                return;
            }
        }
        var core = new JUnitCore();
        core.addListener(this);
        long start = System.nanoTime();
        int before = passed + failed.size();
        core.run(request);
        int ran = passed + failed.size() - before;
        System.out.printf(Locale.ROOT, "%6.1f s  %3d  %s%n", seconds(start), ran, tests.getName());
    }

    @Override
    public void testStarted(Description test) {
        isGood = true;
        begun = System.nanoTime();
    }

    @Override
    public void testFailure(Failure failure) {
        // A class that fails before its first test was never started.
        boolean isOfClass = !failure.getDescription().isTest();
        isGood = false;
        failed.add(name(failure.getDescription()));
        System.out.println("\n---- " + name(failure.getDescription()) + (isOfClass ? " (before its tests)" : ""));
        // Below this line the stack is that of the test tools.
        failure.getTrace().lines().takeWhile(line -> !line.contains("jdk.internal.reflect")).forEach(System.out::println);
    }

    @Override
    public void testAssumptionFailure(Failure failure) {
        isGood = false;
        ignored++;
    }

    @Override
    public void testIgnored(Description test) {
        ignored++;
    }

    @Override
    public void testFinished(Description test) {
        if (isGood) {
            passed++;
        }
        if (seconds(begun) > 10) {
            System.out.printf(Locale.ROOT, "%6.1f s       %s%n", seconds(begun), name(test));
        }
    }

    private static String name(Description test) {
        return test.getTestClass().getSimpleName() + "." + test.getMethodName();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /** Keeps the tests whose name contains the filter. */
    private final class Named extends Filter {
        @Override
        public boolean shouldRun(Description test) {
            return test.isTest() ? name(test).contains(filter) : test.getChildren().stream().anyMatch(this::shouldRun);
        }

        @Override
        public String describe() {
            return "contains " + filter;
        }
    }
}
