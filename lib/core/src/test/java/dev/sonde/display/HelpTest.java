package dev.sonde.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.data.LabelCounts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HelpTest {
    @Test
    void methodsCarryTheFirstSentenceOfTheirJavadoc() {
        assertThat(Help.of(TableView.class).toString())
                .contains("TableView.titled(String title)")
                .contains("An empty table with a title; an empty title is left out.")
                .contains("A table to look at");
    }

    @Test
    void aValueIsHelpedByItsClass() {
        assertThat(Help.of(TableView.titled("x"))).isEqualTo(Help.of(TableView.class));
    }

    @Test
    void overloadsOfOneLengthHaveTheirOwnSentences() {
        String help = Help.of(MimeBundle.class).toString();
        assertThat(help).contains("MimeBundle.ofText(String text)", ".with(String mimeType, Object value)");
    }

    @Test
    void componentsOfARecordSayWhatTheyAre() {
        assertThat(Help.of(ProgressState.class).toString()).contains("steps done", "estimate of the time left");
        assertThat(Help.of(LabelCounts.class).toString()).contains(".trueShare()");
    }

    @Test
    void signsBeyondAsciiAreNotEscaped() {
        assertThat(Help.of(dev.sonde.data.Vsr.class).toString()).contains("…").doesNotContain("\\u");
    }

    @Test
    void inheritedMethodsAreListedAndThoseOfObjectAreNot() {
        assertThat(Help.of(Help.class).toString())
                .contains(".render()", "The table in all its forms")
                .doesNotContain("notifyAll", "hashCode");
    }

    @Test
    void genericsVariableArgumentsAndNestedTypesAreReadable() {
        assertThat(Help.of(TableView.class).toString()).contains(".row(Object... cells)");
        assertThat(Help.of(Map.Entry.class).toString()).contains("Map.Entry");
    }

    @Test
    void classesWithoutSourceShowTheirSignatures() {
        assertThat(Help.of(List.of()).toString()).contains("add(");
    }

    @Test
    void namesAreFoundWithAndWithoutTheirPackage() {
        assertThat(Help.named("TableView").type()).isEqualTo(TableView.class);
        assertThat(Help.named("java.util.Map").type()).isEqualTo(Map.class);
        assertThat(Help.named("Map.Entry").type()).isEqualTo(Map.Entry.class);
    }

    @Test
    void anUnknownNameAndNullSayWhatToDo() {
        assertThatThrownBy(() -> Help.named("Nope"))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("Nope")
                .hasMessageContaining("What to do");
        assertThatThrownBy(() -> Help.of(null)).isInstanceOf(SondeException.class);
    }
}
