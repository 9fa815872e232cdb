package dev.sonde.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.MimeBundle;
import dev.sonde.display.SondeException;
import dev.sonde.plot.Mark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class SearchTest {
    private static final SearchSpace SPACE = SearchSpace.refCocoG();
    private static final TpeSampler TPE = TpeSampler.hyperopt().withStartup(5).withSeed(3);

    @TempDir
    private Path folder;

    static double score(Assignment point) {
        return -Math.pow(Math.log(point.number("lr") / 1e-4), 2) - 0.1 * Math.abs(point.number("giou") - 6);
    }

    private Search search() {
        return Search.in(SPACE).with(TPE);
    }

    private Search journalled() {
        return search().journal(folder.resolve("deep").resolve("search.jsonl"));
    }

    @Test
    void findsTheBestAndTellsItsWay() {
        Search search = search().run(30, SearchTest::score);
        assertThat(search.trials()).hasSize(30).allMatch(Trial::isComplete);
        double most = search.trials().stream()
                .mapToDouble(trial -> trial.score().getAsDouble())
                .max()
                .getAsDouble();
        assertThat(search.best().score()).hasValue(most);
        assertThat(search.bestSoFar()).hasSize(30).isSorted().last().isEqualTo(most);
    }

    @Test
    void minimisingIsMaximisingTheNegative() {
        Search high = search().run(20, SearchTest::score);
        Search low = search().minimising().run(20, point -> -score(point));
        assertThat(points(low)).isEqualTo(points(high));
        assertThat(low.best().number()).isEqualTo(high.best().number());
        assertThat(low.bestSoFar()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void pointsAskedAtOnceAreDifferentAndKnowOfEachOther() {
        Search search = search();
        search.run(10, SearchTest::score);
        List<Trial> round = search.ask(8);
        assertThat(round).hasSize(8).extracting(Trial::number).containsExactly(10, 11, 12, 13, 14, 15, 16, 17);
        assertThat(round.stream().map(Trial::assignment).distinct()).hasSize(8);
        History withoutTheFirst = new History(
                Goal.MAXIMISE,
                search.trials().stream().filter(t -> t.number() < 10).toList());
        assertThat(round.get(7).assignment()).isNotEqualTo(TPE.suggest(SPACE, 17, withoutTheFirst));
    }

    @Test
    void aSearchGoesOnFromItsJournalAsIfNothingHadHappened() {
        Search whole = search().run(24, SearchTest::score);
        journalled().run(7, SearchTest::score);
        journalled().run(15, SearchTest::score);
        Search last = journalled().run(24, SearchTest::score);
        assertThat(last.trials()).isEqualTo(whole.trials());
    }

    @Test
    void anAbandonedRoundIsFinishedBeforeANewOneIsSuggested() {
        Search whole = rounds(search(), 20);
        Search killed = journalled();
        rounds(killed, 5);
        List<Trial> round = killed.ask(5);
        killed.tell(round.get(1), score(round.get(1).assignment()));
        killed.tell(round.get(3), score(round.get(3).assignment()));
        Search resumed = journalled();
        resumed.takeOver();
        assertThat(resumed.ask(5)).extracting(Trial::number).containsExactly(5, 7, 9);
        Search again = journalled();
        again.takeOver();
        assertThat(rounds(again, 20).trials()).isEqualTo(whole.trials());
    }

    @Test
    void whatWasTakenOverIsRefusedFromTheFirst() {
        Search first = journalled();
        Trial trial = first.ask();
        Search second = journalled();
        assertThat(second.ask().number()).isEqualTo(1);
        assertThat(second.takeOver()).isEqualTo(1);
        assertThat(second.ask()).isEqualTo(trial);
        assertThatThrownBy(() -> first.tell(trial, 1))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("session 2 has it");
        second.tell(trial, 0.5);
        assertThat(first.best()).isEqualTo(second.best());
    }

    @Test
    void aRunThatThrowsGivesItsTrialBack() {
        Search search = journalled();
        assertThatThrownBy(() -> search.run(5, point -> {
                    if (search.trials().size() == 3) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException("stopped");
                    }
                    return score(point);
                }))
                .hasMessage("stopped");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(search.trials().get(2).isRunning()).isTrue();
        assertThat(journalled().run(8, SearchTest::score).trials())
                .isEqualTo(search().run(8, SearchTest::score).trials());
    }

    @Test
    void theCauseIsNotHiddenWhereTheTrialCannotBeGivenBack() {
        Search search = journalled();
        assertThatThrownBy(() -> search.run(5, point -> {
                    try {
                        Files.delete(folder.resolve("deep/search.jsonl"));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    throw new IllegalStateException("stopped");
                }))
                .hasMessage("stopped")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    @Test
    void aTrialWithoutScoreFailsAndTheSearchGoesOn() {
        Search search = search().run(12, point -> point.whole("epochs") == 20 ? Double.NaN : score(point));
        assertThat(search.trials())
                .hasSize(12)
                .allMatch(trial -> (trial.assignment().whole("epochs") == 20)
                        == (trial.state() == Trial.State.FAILED
                                && trial.reason().equals("its score is NaN")));
        assertThat(search.trials()).anyMatch(trial -> trial.state() == Trial.State.FAILED);
        Trial next = search.ask();
        search.fail(next, "out of memory");
        assertThat(search.trials().get(12)).isEqualTo(next.failed("out of memory"));
    }

    @Test
    void scoresMustBeFinite() {
        Search search = search();
        Trial trial = search.ask();
        for (double score : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> search.tell(trial, score)).hasMessageContaining("fail(trial, reason)");
            assertThatThrownBy(() -> search.tell(trial, 1, List.of(score))).hasMessageContaining("fail(trial, reason)");
        }
        search.tell(trial, 0.5, List.of(0.4, 0.5));
        assertThat(search.best().epochs()).containsExactly(0.4, 0.5);
    }

    @Test
    void aGridEndsAndSoDoTrialsWithinATotal() {
        SearchSpace small = SearchSpace.of(Parameter.choice("a", 1, 2), Parameter.choice("b", "x", "y", "z"));
        Search grid = Search.in(small).with(GridSampler.of(2));
        assertThat(grid.ask(100)).hasSize(6);
        assertThat(grid.ask(1)).isEmpty();
        assertThatThrownBy(grid::ask).isInstanceOf(SondeException.class).hasMessageContaining("no more points");
        Search random = Search.in(small).with(RandomSampler.seeded(1));
        assertThat(random.ask(4, 6)).hasSize(4);
        assertThat(random.ask(4, 6)).hasSize(2);
        assertThat(random.ask(4, 6)).isEmpty();
    }

    @Test
    void optionsAreSetBeforeTheSearchBegins() {
        Search search = search();
        search.ask();
        assertThatThrownBy(search::minimising).hasMessageContaining("has begun");
        assertThatThrownBy(() -> search.with(TPE)).hasMessageContaining("has begun");
        assertThatThrownBy(() -> search.ask(0)).hasMessageContaining("at least 1");
    }

    @Test
    void withoutAScoreThereIsNoBest() {
        Search search = search();
        assertThatThrownBy(search::best).isInstanceOf(SondeException.class).hasMessageContaining("No trial");
        assertThatThrownBy(() -> search.figures().bestSoFar()).isInstanceOf(SondeException.class);
        assertThatThrownBy(search::importances).hasMessageContaining("found 0");
        assertThat(search.bestSoFar()).isEmpty();
    }

    @Test
    void lookingLeavesNoFile() {
        Search search = journalled();
        assertThat(search.trials()).isEmpty();
        assertThat(search.toString()).contains("Trials");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anotherSpaceInTheSameJournalIsAClearError() {
        journalled().run(2, SearchTest::score);
        Search other = Search.in(SearchSpace.vsr()).with(TPE).journal(folder.resolve("deep/search.jsonl"));
        assertThatThrownBy(other::ask)
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("another space")
                .hasMessageContaining("epochs in {20, 30, 40}")
                .hasMessageContaining("epochs in {3, 5, 10, 15, 20}");
    }

    @Test
    void identityChangesWithAllThatChangesThePoints() {
        assertThat(List.of(
                        search().identity(),
                        search().minimising().identity(),
                        search().with(TPE.withSeed(4)).identity(),
                        Search.in(SearchSpace.refCocoG(LearningRatePrior.UNIFORM))
                                .with(TPE)
                                .identity()))
                .doesNotHaveDuplicates()
                .allMatch(identity -> identity.matches("[0-9a-f]{16}"));
        assertThat(search().identity()).isEqualTo(journalled().identity());
    }

    @Test
    void theTableOfDataHasEveryTrialAndParameter() {
        SearchSpace space = SearchSpace.of(Parameter.uniform("score", 0, 1), Parameter.choice("kind", "a", "b"));
        Search search = Search.in(space).with(RandomSampler.seeded(2));
        search.run(3, point -> point.number("score"));
        search.fail(search.ask(), "lost");
        Table table = search.history();
        assertThat(table.columnNames()).containsExactly("trial", "state", "score", "parameter score", "kind", "reason");
        assertThat(table.rowCount()).isEqualTo(4);
        assertThat(table.doubleColumn("score").isMissing(3)).isTrue();
        assertThat(table.doubleColumn("score").get(1))
                .isEqualTo(table.doubleColumn("parameter score").get(1));
        assertThat(table.stringColumn("state").asList()).containsExactly("complete", "complete", "complete", "failed");
    }

    @Test
    void theTableToReadShowsTheBestOfManyAndTheNotes() throws Exception {
        Search search = search().run(60, SearchTest::score);
        String shown = search.toString();
        assertThat(shown).contains("10 more", "TPE, HYPEROPT", "seed 3");
        assertThat(search.render().text()).isEqualTo(shown);
        journalled().run(3, SearchTest::score);
        Path file = folder.resolve("deep/search.jsonl");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) - 5));
        Search torn = journalled();
        torn.takeOver();
        assertThat(torn.run(3, SearchTest::score).toString()).contains("was torn");
    }

    @Test
    void figuresShowAndAreTheSameEachTime() {
        Search search = search().run(12, SearchTest::score);
        assertThat(search.figures().bestSoFar().toSvg())
                .isEqualTo(search.figures().bestSoFar().toSvg())
                .contains("best so far");
        assertThat(search.figures().parameters().panels()).hasSize(4);
        MimeBundle bundle = search.figures().parameters().render();
        assertThat(bundle.text()).contains("giou");
    }

    @Test
    void expectedPerformanceRisesWithTheTrialsAndFallsForLosses() {
        Search high = search().run(12, SearchTest::score);
        Search low = search().minimising().run(12, point -> -score(point));
        Mark.Line rising = expectedBest(high);
        Mark.Line falling = expectedBest(low);
        assertThat(rising.y()).hasSize(12).isSorted();
        assertThat(falling.y()).isEqualTo(rising.y().stream().map(y -> -y).toList());
        assertThat(rising.band().orElseThrow().low())
                .allSatisfy(y -> assertThat(y).isNegative());
        assertThat(rising.y().get(11)).isLessThanOrEqualTo(high.best().score().getAsDouble());
    }

    private static Mark.Line expectedBest(Search search) {
        return (Mark.Line) search.figures()
                .expectedValidationPerformance()
                .panels()
                .get(0)
                .marks()
                .get(0);
    }

    private static Search rounds(Search search, int total) {
        for (List<Trial> round = search.ask(5, total); !round.isEmpty(); round = search.ask(5, total)) {
            round.forEach(trial -> search.tell(trial, score(trial.assignment())));
        }
        return search;
    }

    private static List<Assignment> points(Search search) {
        return new ArrayList<>(search.trials().stream().map(Trial::assignment).toList());
    }
}
