package dev.sonde.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.data.Box;
import dev.sonde.text.TextInput;
import dev.sonde.world.Caption;
import dev.sonde.world.CaptionOptions;
import dev.sonde.world.Claim;
import dev.sonde.world.Scene;
import dev.sonde.world.World;
import dev.sonde.world.WorldData;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NamedThingsTest {
    private static final TextInput INPUT = MiniConfigs.text();
    private static final WorldData DATA = WorldData.of(World.defaults())
            .withCaptions(CaptionOptions.defaults().withLocationPercent(30).withLocationFoilPercent(30));

    /** A caption of each of some scenes. */
    private static final CaptionBatch SOME = batch(60);

    @Test
    void eachThingOfACaptionHasItsOwnBoxInTheOrderOfTheWords() {
        NamedThings things = NamedThings.of(SOME);

        int next = 0;
        for (int row = 0; row < SOME.size(); row++) {
            Scene scene = SOME.scenes().get(row);
            String text = SOME.captions().get(row).text();
            int before = -1;
            for (int order = 0; order < mentions(row); order++) {
                Box box = things.boxes().get(next);
                String words = scene.things().stream()
                        .filter(thing -> thing.box().toUnit(scene.size()).equals(box))
                        .map(thing -> thing.colour().word() + " " + thing.kind().word())
                        .filter(text::contains)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(text + " names no thing at " + box));
                assertThat(text.indexOf(words)).as(text).isGreaterThan(before);
                before = text.indexOf(words);
                assertThat(things.places()[next]).isEqualTo(3L * row + order);
                next++;
            }
        }
        assertThat(things.size()).isEqualTo(next);
    }

    @Test
    void twinsOfAnotherLocationAreGroundedAndOthersAreNot() {
        int images = 40;
        NamedThings captions = NamedThings.of(batch(images));
        NamedThings matched = NamedThings.matched(SOME, images);

        List<Integer> twins = matched.rows().subList(captions.size(), matched.size());
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            if (SOME.captions().get(i).isLocationFoil()) {
                for (int order = 0; order < mentions(i); order++) {
                    expected.add(images + i);
                }
            }
        }
        assertThat(twins).isEqualTo(expected).isNotEmpty();
        assertThat(matched.rows().subList(0, captions.size())).isEqualTo(captions.rows());
        for (int i = captions.size(); i < matched.size(); i++) {
            int caption = matched.rows().get(i) - images;
            int same = captions.rows().indexOf(caption) + matched.orders().get(i);
            assertThat(matched.boxes().get(i)).isEqualTo(captions.boxes().get(same));
        }
    }

    @Test
    void boxesAreCentresAndSizesInPartsOfTheImage() {
        NamedThings things = NamedThings.of(SOME);
        float[] centred = things.centred();

        assertThat(centred).hasSize(4 * things.size());
        for (int i = 0; i < things.size(); i++) {
            Box box = things.boxes().get(i);
            assertThat(centred[4 * i] - centred[4 * i + 2] / 2).isCloseTo((float) box.x(), within(1e-6f));
            assertThat(centred[4 * i + 1] + centred[4 * i + 3] / 2).isCloseTo((float) box.y1(), within(1e-6f));
            assertThat(centred[4 * i + 2]).isBetween(0f, 1f);
        }
    }

    private static int mentions(int row) {
        Claim truth = SOME.captions().get(row).truth();
        return truth.mentions().size();
    }

    private static CaptionBatch batch(int scenes) {
        List<Scene> some =
                IntStream.range(0, scenes).mapToObj(DATA.world()::scene).toList();
        List<Caption> captions =
                some.stream().map(scene -> DATA.captions(scene, 1).get(0)).toList();
        return CaptionBatch.of(IntStream.range(0, scenes).toArray(), some, captions, INPUT);
    }
}
