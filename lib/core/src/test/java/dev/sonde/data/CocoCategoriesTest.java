package dev.sonde.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class CocoCategoriesTest {
    private static final CocoCategories THINGS = CocoCategories.things();

    @Test
    void thereAre80ThingsIn12Groups() {
        assertThat(THINGS.all()).hasSize(80).doesNotHaveDuplicates();
        assertThat(THINGS.all().stream().map(CocoCategory::superCategory).distinct())
                .containsExactlyInAnyOrder(SuperCategory.values());
    }

    @Test
    void numbersRunTo90WithGaps() {
        assertThat(THINGS.all()).extracting(CocoCategory::id).isSorted().contains(1, 90);
        assertThat(THINGS.byId(12)).isEmpty();
        assertThat(THINGS.byId(0)).isEmpty();
        assertThat(THINGS.byId((1L << 32) + 1)).isEmpty();
    }

    @Test
    void categoryIsFoundByNumberAndByName() {
        CocoCategory plant = new CocoCategory(64, "potted plant", SuperCategory.FURNITURE);
        assertThat(THINGS.byId(64)).contains(plant);
        assertThat(THINGS.byName("potted plant")).contains(plant);
        assertThat(THINGS.byName("unicorn")).isEmpty();
    }

    @Test
    void groupsPartTheCategories() {
        assertThat(THINGS.in(SuperCategory.ANIMAL))
                .hasSize(10)
                .extracting(CocoCategory::name)
                .contains("dog", "bear");
        assertThat(new HashSet<>(Arrays.stream(SuperCategory.values())
                        .flatMap(group -> THINGS.in(group).stream())
                        .toList()))
                .hasSize(80);
    }
}
