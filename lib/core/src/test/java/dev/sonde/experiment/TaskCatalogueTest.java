package dev.sonde.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.data.Split;
import dev.sonde.data.Tag;
import dev.sonde.data.Task;
import org.junit.jupiter.api.Test;

class TaskCatalogueTest {
    /** Two epochs are to show a statement twice and not more often, so none may be there twice. */
    @Test
    void theMiniWorldHasFourStatementsASceneAndNoneTwice() {
        Task vsr = TaskCatalogue.of(Scale.MINI, ProbedTask.VSR).task();

        assertThat(vsr.train().size()).isEqualTo(40_000);
        assertThat(different(vsr.train())).isEqualTo(40_000);
        assertThat(vsr.validation().size()).isEqualTo(1_000);
        assertThat(vsr.test().size()).isEqualTo(2_000);
    }

    /** At 140 statements and 50 %, an accuracy has a standard error of four points, which lets ten be told. */
    @Test
    void eachCategoryOfTheMiniWorldsTestStatementsCanBeJudged() {
        Task vsr = TaskCatalogue.of(Scale.MINI, ProbedTask.VSR).task();

        assertThat(vsr.test().by(Tag.RELATION_CATEGORY)).hasSize(7);
        assertThat(vsr.test().by(Tag.RELATION_CATEGORY).values())
                .allSatisfy(of -> assertThat(of.size()).isGreaterThan(140));
    }

    private static long different(Split split) {
        return split.examples().stream()
                .map(one -> one.image() + " " + one.text())
                .distinct()
                .count();
    }
}
