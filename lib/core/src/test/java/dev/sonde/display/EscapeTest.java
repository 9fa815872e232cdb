package dev.sonde.display;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EscapeTest {
    @Test
    void htmlHasNoMarkupOfTheTextLeft() {
        assertThat(Escape.html("<a href='x'>\"&\"</a>"))
                .isEqualTo("&lt;a href=&#39;x&#39;&gt;&quot;&amp;&quot;&lt;/a&gt;");
    }

    @Test
    void charactersThatXmlCannotHoldAreReplaced() {
        assertThat(Escape.html("a\u0000b\u001B[2Jc\uD800d\uDC00\uFFFF"))
                .isEqualTo("a\uFFFDb\uFFFD[2Jc\uFFFDd\uFFFD\uFFFD");
        assertThat(Escape.html("\t\n\uD83D\uDE00é")).isEqualTo("\t\n\uD83D\uDE00é");
    }

    @Test
    void latexHasNoCommandOfTheTextLeft() {
        assertThat(Escape.latex("\\input{x} 5% $a_1^2$ #~&<>"))
                .isEqualTo("\\textbackslash{}input\\{x\\} 5\\% \\$a\\_1\\textasciicircum{}2\\$ "
                        + "\\#\\textasciitilde{}\\&\\textless{}\\textgreater{}");
        assertThat(Escape.latex("two\n\nparagraphs")).isEqualTo("two  paragraphs");
    }

    @Test
    void aLatexRowMayBeginWithABracket() {
        TableView table =
                TableView.titled("").column("CI", Align.LEFT).row("[1, 2]").row("*");
        assertThat(TableLatex.of(table)).contains("\n{}[1, 2]", "\n{}*");
    }
}
