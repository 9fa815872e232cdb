package dev.sonde.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.data.GridCell;
import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StudyAnswersTest {
    private static final StudyKey KEY = StudyItems.key();
    private static final String A = StudyItems.ids(KEY).get(0);
    private static final String B = StudyItems.ids(KEY).get(1);
    private static final String HEADER = "annotator,item,answer,cells,incorrect\n";

    @TempDir
    Path folder;

    @Test
    void writtenAnswersAreReadBack() {
        ItemAnswer full = new ItemAnswer(
                Optional.of(false), List.of(GridCell.TOP, GridCell.MIDDLE_LEFT), false, OptionalLong.of(1234));
        ItemAnswer open = new ItemAnswer(Optional.empty(), List.of(), true, OptionalLong.empty());
        StudyAnswers answers = new StudyAnswers(
                KEY,
                List.of(
                        new Rater("Jo Ä/..", false, Map.of(A, full)),
                        new Rater("sim", true, Map.of(A, full, B, open))));
        List<Path> files = answers.write(folder);
        assertThat(files).allMatch(file -> file.getParent().equals(folder));
        assertThat(files.get(0).getFileName()).hasToString("answers-Jo_____.json");
        assertThat(StudyAnswers.read(KEY, files.toArray(Path[]::new))).isEqualTo(answers);
    }

    @Test
    void missingAnswersAreNoError() throws IOException {
        Path file = json(good().replace("\"yes\"", "null"));
        Rater rater = StudyAnswers.read(KEY, file).raters().get(0);
        assertThat(rater.answers()).containsOnlyKeys(B);
    }

    @ParameterizedTest
    @MethodSource("brokenFiles")
    void brokenFileIsRefusedWithItsNameAndKey(String text, String problem) throws IOException {
        Path file = json(text);
        assertThatThrownBy(() -> StudyAnswers.read(KEY, file))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(problem)
                .message()
                .hasSizeLessThan(1000);
    }

    static Stream<Arguments> brokenFiles() {
        String good = good();
        return Stream.of(
                Arguments.of("", "is not a JSON object"),
                Arguments.of("null", "is not a JSON object"),
                Arguments.of("[]", "is not a JSON object"),
                Arguments.of(good.substring(0, good.length() / 2), "is not a JSON object"),
                Arguments.of(good + good, "is not a JSON object"),
                Arguments.of("[".repeat(100_000), "is not a JSON object"),
                Arguments.of("{\"study\":\"" + "9".repeat(5000) + "\"}", "has a wrong \"study\""),
                Arguments.of(good.replace("\"participant\"", "\"study\""), "Duplicate field 'study'"),
                Arguments.of(
                        good.replace(KEY.study(), "000000000000"), "has a wrong \"study\": expected " + KEY.study()),
                Arguments.of(good.replace("\"participant\"", "\"name\""), "lacks the key \"participant\""),
                Arguments.of(good.replace("\"Jo\"", "\" \""), "has a wrong \"participant\""),
                Arguments.of(good.replace("Jo", "J".repeat(81)), "has a wrong \"participant\""),
                Arguments.of(good.replace("\"simulated\"", "\"simulation\""), "lacks the key \"simulated\""),
                Arguments.of(good.replace("false,\"order\"", "\"no\",\"order\""), "has a wrong \"simulated\""),
                Arguments.of(good.replace("\"order\":[\"" + A, "\"order\":[\"" + B), "has a wrong \"order\""),
                Arguments.of(good.replace("\"order\":[\"" + A + "\",", "\"order\":["), "has a wrong \"order\""),
                Arguments.of(
                        good.replace("\"item\":\"" + A, "\"item\":\"none"), "\"answers\"[0], has a wrong \"item\""),
                Arguments.of(
                        good.replace("\"item\":\"" + B, "\"item\":\"" + A),
                        "\"answers\"[1], repeats the \"item\" " + A),
                Arguments.of(good.replace("\"yes\"", "\"maybe\""), "has a wrong \"answer\""),
                Arguments.of(good.replace("\"yes\"", "true"), "has a wrong \"answer\""),
                Arguments.of(good.replace("[\"top\"]", "\"top\""), "has a wrong \"cells\""),
                Arguments.of(good.replace("[\"top\"]", "[\"atop\"]"), "has a wrong \"cells\""),
                Arguments.of(good.replace("[\"top\"]", "[5]"), "has a wrong \"cells\""),
                Arguments.of(good.replace("[\"top\"]", "[\"top\",\"top\"]"), "4 cells, each once"),
                Arguments.of(
                        good.replace("[\"top\"]", "[\"top\",\"top left\",\"middle\",\"bottom\",\"top right\"]"),
                        "4 cells, each once"),
                Arguments.of(good.replace("\"incorrect\":false", "\"incorrect\":0"), "has a wrong \"incorrect\""),
                Arguments.of(good.replace(":1500", ":-1"), "has a wrong \"milliseconds\""),
                Arguments.of(good.replace(":1500", ":1e99"), "has a wrong \"milliseconds\""),
                Arguments.of(good.replace("\"answers\":[", "\"answers\":[7,"), "\"answers\"[0], is not a JSON object"));
    }

    @Test
    void participantWhoComesTwiceIsRefusedWithBothFiles() throws IOException {
        Path first = json(good());
        Path second = Files.copy(first, folder.resolve("again.json"));
        assertThatThrownBy(() -> StudyAnswers.read(KEY, first, second))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("again.json")
                .hasMessageContaining("the participant \"Jo\", as has " + first);
    }

    @Test
    void tableIsReadWithQuotedNamesAndSeveralAnnotators() throws IOException {
        Path file = csv(HEADER + "\"Doe, Jo \"\"J\"\"\"," + A + ",yes,top left; middle,false\n\nk," + A + ",,,true\nk,"
                + B + ",no,,\n");
        StudyAnswers answers = StudyAnswers.read(KEY, file);
        assertThat(answers.raters().stream().map(Rater::name)).containsExactly("Doe, Jo \"J\"", "k");
        assertThat(answers.raters().get(0).answers())
                .containsEntry(A, ItemAnswer.of(true).withCells(GridCell.TOP_LEFT, GridCell.MIDDLE));
        assertThat(answers.raters().get(1).answers().get(A).incorrect()).isTrue();
        assertThat(answers.raters().get(1).answers()).containsEntry(B, ItemAnswer.of(false));
        assertThat(answers.origin()).isEqualTo(Origin.PEOPLE);
    }

    @Test
    void tableMayTellTimesAndSimulatedAnnotators() throws IOException {
        Path file = csv(
                "item,annotator,answer,incorrect,cells,simulated,milliseconds\n" + A + ",robot,yes,false,,true,1500\n");
        StudyAnswers answers = StudyAnswers.read(KEY, file);
        assertThat(answers.origin()).isEqualTo(Origin.SIMULATED);
        assertThat(answers.raters().get(0).answers().get(A).milliseconds()).hasValue(1500);
    }

    @ParameterizedTest
    @MethodSource("brokenTables")
    void brokenTableIsRefusedWithItsLine(String text, String place, String problem) throws IOException {
        Path file = csv(text);
        assertThatThrownBy(() -> StudyAnswers.read(KEY, file))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining(file + place)
                .hasMessageContaining(problem);
    }

    static Stream<Arguments> brokenTables() {
        return Stream.of(
                Arguments.of("", "", " is empty"),
                Arguments.of("annotator,item,answer\n", ", line 1,", "has wrong columns"),
                Arguments.of("annotator,item,answer,cells,incorrect,item\n", ", line 1,", "has wrong columns"),
                Arguments.of("annotator,item,answer,cells,incorrect,age\n", ", line 1,", "has wrong columns"),
                Arguments.of(HEADER + "k," + A + ",yes,\n", ", line 2,", "has 4 fields under 5 columns"),
                Arguments.of(HEADER + "\"k," + A + ",yes,,\n", ", line 2,", "quotation marks"),
                Arguments.of(HEADER + "," + A + ",yes,,\n", ", line 2,", "has a wrong \"annotator\""),
                Arguments.of(HEADER + "k,none,yes,,\n", ", line 2,", "has a wrong \"item\""),
                Arguments.of(HEADER + "k," + A + ",1,,\n", ", line 2,", "has a wrong \"answer\": expected yes, no"),
                Arguments.of(HEADER + "k," + A + ",yes,top;atop,\n", ", line 2,", "has a wrong \"cells\""),
                Arguments.of(HEADER + "k," + A + ",yes,top;top,\n", ", line 2,", "4 cells, each once"),
                Arguments.of(HEADER + "k," + A + ",yes,,maybe\n", ", line 2,", "has a wrong \"incorrect\""),
                Arguments.of(HEADER + "k," + A + ",yes,,\nk," + A + ",no,,\n", ", line 3,", "repeats the item " + A),
                Arguments.of(HEADER + "k," + A + ",,,\nk," + A + ",no,,\n", ", line 3,", "repeats the item " + A),
                Arguments.of(
                        HEADER.replace("\n", ",milliseconds\n") + "k," + A + ",yes,,,1.5\n",
                        ", line 2,",
                        "has a wrong \"milliseconds\""),
                Arguments.of(
                        HEADER.replace("\n", ",simulated\n") + "k," + A + ",yes,,,true\nk," + B + ",yes,,,false\n",
                        ", line 3,",
                        "has a wrong \"simulated\""));
    }

    @Test
    void otherFilesAreRefused() {
        assertThatThrownBy(() -> StudyAnswers.read(KEY, folder.resolve("answers.xlsx")))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining(".json");
        assertThatThrownBy(() -> StudyAnswers.read(KEY)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> StudyAnswers.read(KEY, folder.resolve("none.json")))
                .hasMessageContaining("cannot be opened");
    }

    @Test
    void answersMadeInMemoryAreCheckedToo() {
        Rater rater = new Rater("k", false, Map.of(A, ItemAnswer.of(true)));
        Rater lost = new Rater("l", false, Map.of("none", ItemAnswer.of(true)));
        assertThatThrownBy(() -> new StudyAnswers(KEY, List.of(rater, rater))).hasMessageContaining("answered twice");
        assertThatThrownBy(() -> new StudyAnswers(KEY, List.of(lost))).hasMessageContaining("answered an item none");
    }

    private Path json(String text) throws IOException {
        return Files.writeString(folder.resolve("answers-Jo.json"), text);
    }

    private Path csv(String text) throws IOException {
        return Files.writeString(folder.resolve("answers.csv"), text);
    }

    /** Two answers, as the page saves them. */
    private static String good() {
        return "{\"study\":\"" + KEY.study() + "\",\"participant\":\"Jo\",\"simulated\":false,\"order\":[\""
                + String.join("\",\"", StudyItems.ids(KEY)) + "\"],\"answers\":[{\"item\":\"" + A
                + "\",\"answer\":\"yes\",\"cells\":[\"top\"],\"incorrect\":false,\"milliseconds\":1500},{\"item\":\""
                + B
                + "\",\"answer\":\"no\",\"cells\":[],\"incorrect\":false,\"milliseconds\":900}]}";
    }
}
