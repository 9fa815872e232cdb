package dev.sonde.search;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** A process that takes part in a search; it prints {@code ready}, then the number of each trial before it runs it. */
final class SearchWorker {
    private SearchWorker() {}

    static Search search(Path journal) {
        return Search.in(SearchSpace.refCocoG())
                .with(TpeSampler.hyperopt().withStartup(10).withSeed(5))
                .journal(journal);
    }

    static void run(Search search, int total) throws InterruptedException {
        run(search, total, 0, number -> {});
    }

    /** Rounds of three, so that a kill may leave a part of a round. */
    static void run(Search search, int total, long millisPerTrial, IntConsumer begun) throws InterruptedException {
        for (List<Trial> round = search.ask(3, total); !round.isEmpty(); round = search.ask(3, total)) {
            for (Trial trial : round) {
                begun.accept(trial.number());
                TimeUnit.MILLISECONDS.sleep(millisPerTrial);
                search.tell(trial, SearchTest.score(trial.assignment()), List.of(1.0, 2.0));
            }
        }
    }

    /** Starts another JVM with this class. */
    static Process start(Path journal, int total, long millisPerTrial) throws java.io.IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SearchWorker.class.getName(),
                        journal.toString(),
                        Integer.toString(total),
                        Long.toString(millisPerTrial))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] args) throws InterruptedException {
        Search search = search(Path.of(args[0]));
        System.out.println("ready");
        run(search, Integer.parseInt(args[1]), Long.parseLong(args[2]), System.out::println);
    }
}
