package dev.sonde.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.text.TextInput;
import dev.sonde.text.Truncation;
import dev.sonde.world.Scene;
import dev.sonde.world.Thing;
import dev.sonde.world.World;
import dev.sonde.world.WorldData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DocumentTest {
    private static final WorldData DATA = WorldData.of(World.defaults());
    private static final List<Scene> SCENES =
            IntStream.range(0, 600).mapToObj(DATA.world()::scene).toList();

    private static List<Document> documents() {
        return SCENES.stream()
                .map(scene -> Document.of(DATA, scene, Draws.of(7, scene.number())))
                .toList();
    }

    @Test
    void eachFitsIntoTheModelAndIsMadeOfItsWords() {
        TextInput input = MiniConfigs.languageText();
        for (Document document : documents()) {
            Instruction whole = document.instruction();
            String text = whole.prompt() + " " + whole.answer();
            int[] ids = TextRows.ids(input, text);
            assertThat(ids).isEqualTo(input.tokenizer().ids(text, Truncation.none()));
            assertThat(Arrays.stream(ids).mapToObj(input.tokenizer()::token)).doesNotContain("[UNK]");
        }
    }

    @Test
    void aDescriptionNamesAllThings() {
        List<Document> documents = documents();
        for (int i = 0; i < documents.size(); i++) {
            if (!documents.get(i).located()) {
                List<String> said = List.of(documents.get(i).said().split(" and "));
                assertThat(said).hasSize(SCENES.get(i).things().size());
                for (Thing thing : SCENES.get(i).things()) {
                    String words = thing.size().word() + " " + thing.colour().word() + " "
                            + thing.kind().word();
                    assertThat(said).anyMatch(one -> one.endsWith(" " + words));
                }
            }
        }
    }

    @Test
    void aCellIsAffirmedIfItWasSaid() {
        List<String> answers = new ArrayList<>();
        for (Document document : documents()) {
            Instruction asked = document.asked();
            if (document.located() && document.said().contains(" and ")) {
                String claim = asked.prompt().replaceFirst("is there (.*)\\?", "$1");
                boolean said = List.of(document.said().split(" and ")).contains(claim);
                assertThat(asked.answer()).as(document.toString()).isEqualTo(said ? "yes" : "no");
                answers.add(asked.answer());
            }
        }
        assertThat(answers).hasSizeGreaterThan(60);
        assertThat(answers.stream().filter("yes"::equals).count() / (double) answers.size())
                .isBetween(0.35, 0.65);
    }

    @Test
    void whatIsSaidOfARelationIsAffirmed() {
        List<Document> related = documents().stream()
                .filter(one -> one.located() && !one.said().contains(" and "))
                .toList();
        assertThat(related).hasSizeGreaterThan(60);
        assertThat(related.stream().filter(one -> one.asked().prompt().contains(one.said())))
                .isNotEmpty()
                .allMatch(one -> one.asked().answer().equals("yes"));
    }
}
