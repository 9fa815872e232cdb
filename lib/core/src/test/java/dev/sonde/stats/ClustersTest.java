package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClustersTest {
    private static final Clusters IMAGES = Clusters.by(List.of("b", "a", "b", "c", "a", "b"));

    @Test
    void equalKeysShareAClusterInOrderOfAppearance() {
        assertThat(IMAGES.count()).isEqualTo(3);
        assertThat(IMAGES.items()).isEqualTo(6);
        assertThat(IMAGES.largest()).isEqualTo(3);
        assertThat(IMAGES.members(0)).containsExactly(0, 2, 5);
        assertThat(IMAGES.members(1)).containsExactly(1, 4);
        assertThat(IMAGES.members(2)).containsExactly(3);
        assertThat(IMAGES).hasToString("6 items in 3 clusters (largest 3)");
    }

    @Test
    void aClusterDrawnTwiceGivesItsItemsTwice() {
        assertThat(IMAGES.expand(new int[] {2, 0, 2})).containsExactly(3, 0, 2, 5, 3);
    }

    @Test
    void sumsAreThoseOfTheMembers() {
        assertThat(IMAGES.sums(new double[] {1, 2, 4, 8, 16, 32})).containsExactly(37, 18, 8);
    }

    @Test
    void singleItemsAreTheirOwnClusters() {
        Clusters single = Clusters.single(3);
        assertThat(single.count()).isEqualTo(3);
        assertThat(single.members(1)).containsExactly(1);
        assertThat(single.expand(new int[] {2, 2, 0})).containsExactly(2, 2, 0);
        assertThat(single).hasToString("3 items");
        assertThat(Clusters.by(9, 7, 8).expand(new int[] {2, 2, 0})).containsExactly(2, 2, 0);
    }

    @Test
    void refusesNoItemsAndMissingKeys() {
        assertThatThrownBy(() -> Clusters.single(0)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> Clusters.by(List.of())).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> Clusters.by(Arrays.asList("a", null)))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("Item 1");
    }
}
