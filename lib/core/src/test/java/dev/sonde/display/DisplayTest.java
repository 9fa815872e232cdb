package dev.sonde.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayTest {
    record Point(int x, int y) {}

    record Batch(String name, int[] ids) {}

    record Epoch(Batch batch, List<double[]> losses) {}

    @Test
    void nullHasAText() {
        assertThat(Display.text(null)).isEqualTo("null");
    }

    @Test
    void aToStringThatThrowsIsTold() {
        Object value = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no");
            }
        };
        assertThat(Display.text(value)).contains("could not be shown", "IllegalStateException: no");
    }

    @Test
    void aToStringWithoutEndIsTold() {
        Object value = new Object() {
            @Override
            @SuppressWarnings("InfiniteRecursion")
            public String toString() {
                return "x" + this;
            }
        };
        assertThat(Display.text(value)).contains("StackOverflowError");
    }

    @Test
    void aToStringThatGivesNullIsShownAsNull() {
        Object value = new Object() {
            @Override
            public String toString() {
                return null;
            }
        };
        assertThat(Display.text(value)).isEqualTo("null");
    }

    @Test
    void aRenderableThatLacksAClassIsTold() {
        Renderable value = () -> {
            throw new NoClassDefFoundError("gone");
        };
        assertThat(Display.text(value)).contains("NoClassDefFoundError: gone");
    }

    @Test
    void aRenderableOfNothingIsTold() {
        Renderable value = () -> null;
        assertThat(Display.text(value)).contains("could not be shown");
    }

    @Test
    void anErrorThatCannotSayWhyIsTold() {
        Renderable value = () -> {
            throw new IllegalStateException() {
                private static final long serialVersionUID = 1L;

                @Override
                public String getMessage() {
                    throw new IllegalStateException();
                }
            };
        };
        assertThat(Display.text(value)).contains("which cannot say why");
    }

    @Test
    void aMessageWithoutEndIsCut() {
        Renderable value = () -> {
            throw new IllegalStateException("x".repeat(1_000_000));
        };
        assertThat(Display.text(value)).hasSizeLessThan(3_000);
    }

    @Test
    void arraysAreShownByTheirElements() {
        assertThat(Display.text(new int[] {1, 2, 3})).isEqualTo("[1, 2, 3]");
        assertThat(Display.text(new double[][] {{1, 2}, {Double.NaN}})).isEqualTo("[[1.0, 2.0],\n [NaN]]");
        assertThat(Display.text(new String[] {"a", null})).isEqualTo("[a, null]");
        assertThat(Display.text(new boolean[0])).isEqualTo("[]");
    }

    @Test
    void longArraysAreCutAndSayHowLongTheyAre() {
        assertThat(Display.text(new long[1_000_000]))
                .endsWith("… 1000000 elements]")
                .hasSizeLessThan(300);
        assertThat(Display.text(IntStream.range(0, 80).boxed().toList())).endsWith("49, … 80 elements]");
        assertThat(Display.text(new int[50])).doesNotContain("…");
    }

    @Test
    void containersThatHoldThemselvesEnd() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        list.add("end");
        assertThat(Display.text(list)).isEqualTo("[…, end]");
        Object[] array = new Object[1];
        array[0] = array;
        assertThat(Display.text(array)).isEqualTo("[…]");
    }

    @Test
    void deepContainersAreCut() {
        Object value = "x";
        for (int i = 0; i < 10_000; i++) {
            value = List.of(value);
        }
        assertThat(Display.text(value)).contains("…").hasSizeLessThan(50);
    }

    @Test
    void manyLongElementsAreNotAllWritten() {
        List<List<String>> value = List.of(List.of("x".repeat(90_000), "y".repeat(90_000), "z".repeat(90_000)));
        assertThat(Display.text(value)).doesNotContain("z").hasSizeLessThan(101_000);
    }

    @Test
    void recordsKeepTheirOwnText() {
        assertThat(Display.text(new Point(1, 2))).isEqualTo("Point[x=1, y=2]");
    }

    @Test
    void recordsWithArraysAtAnyDepthAreShownFieldByField() {
        Batch batch = new Batch("a", new int[] {1, 2});
        assertThat(Display.text(batch)).isEqualTo("Batch[name = a, ids = [1, 2]]");
        assertThat(Display.text(new Epoch(batch, List.of(new double[] {0.5}))))
                .isEqualTo("Epoch[batch = Batch[name = a, ids = [1, 2]], losses = [[0.5]]]");
    }

    @Test
    void optionalsAreShownByTheirValue() {
        assertThat(Display.text(Optional.of(new int[] {1}))).isEqualTo("[1]");
        assertThat(Display.text(OptionalInt.of(3))).isEqualTo("3");
        assertThat(Display.text(OptionalLong.of(3))).isEqualTo("3");
        assertThat(Display.text(OptionalDouble.of(0.5))).isEqualTo("0.5");
        assertThat(Display.text(Optional.empty())).isEqualTo("(empty)");
        assertThat(Display.text(OptionalDouble.empty())).isEqualTo("(empty)");
    }

    @Test
    void mapsAreShownByTheirEntries() {
        assertThat(Display.text(Map.of("a", new int[] {1}))).isEqualTo("{a = [1]}");
    }

    @Test
    void aLongTextIsCutBetweenCharacters() {
        String text = Display.text("x" + "\uD83D\uDE00".repeat(200_000));
        assertThat(text).endsWith("… (400001 characters)").hasSizeLessThan(101_000);
        assertThat(text.codePoints().noneMatch(c -> c >= 0xD800 && c < 0xE000)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCollectionThatThrowsIsTold(boolean atSize) {
        List<String> list = new AbstractList<>() {
            @Override
            public String get(int i) {
                throw new IllegalStateException("closed");
            }

            @Override
            public int size() {
                if (atSize) {
                    throw new IllegalStateException("closed");
                }
                return 1;
            }
        };
        assertThat(Display.text(list)).contains("could not be shown", "closed");
    }

    @Test
    void anExceptionIsShownAsWhatItSays() {
        assertThat(Display.text(new SondeException("no file x", "Give one.")))
                .contains("no file x", "What to do: Give one.");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_INT_ARGB_PRE,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_BYTE_BINARY,
                BufferedImage.TYPE_3BYTE_BGR
            })
    void imagesOfAnyKindBecomePng(int type) throws Exception {
        MimeBundle bundle = Display.render(new BufferedImage(7, 5, type));
        byte[] png = Base64.getDecoder().decode((String) bundle.forms().get(MimeBundle.PNG));
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(read.getWidth()).isEqualTo(7);
        assertThat(read.getHeight()).isEqualTo(5);
        assertThat(bundle.text()).isEqualTo("image, 7 x 5 pixels");
    }
}
