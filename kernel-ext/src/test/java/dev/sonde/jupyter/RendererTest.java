package dev.sonde.jupyter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.MimeBundle;
import dev.sonde.display.Renderable;
import dev.sonde.display.SondeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.api.Histogram;

class RendererTest {
    record Ids(int[] ids) {}

    @Test
    void jjavaShowsEveryFormOfAValue() {
        assertThat(jjava(Table.create("t", IntColumn.create("n", 1))))
                .containsKeys(MimeBundle.TEXT, MimeBundle.HTML, MimeBundle.LATEX);
        assertThat(jjava(Histogram.create("h", new double[] {1, 2}))).containsKeys(MimeBundle.TEXT, MimeBundle.PLOTLY);
        assertThat(jjava(new int[] {1, 2})).containsEntry(MimeBundle.TEXT, "[1, 2]");
        assertThat(jjava(new Ids(new int[] {1}))).containsEntry(MimeBundle.TEXT, "Ids[ids = [1]]");
        assertThat(jjava(Optional.of(1))).containsEntry(MimeBundle.TEXT, "1");
        assertThat(jjava("abc")).containsEntry(MimeBundle.TEXT, "abc");
        assertThat(jjava(42)).containsEntry(MimeBundle.TEXT, "42");
    }

    @Test
    void ijavaShowsTheSameForms() {
        for (Object value : List.of(new int[] {1}, "abc", 42, Table.create("t", IntColumn.create("n", 1)))) {
            assertThat(ijava(value)).isEqualTo(jjava(value));
        }
    }

    @Test
    void hostileValuesDoNotThrow() {
        Renderable error = () -> {
            throw new NoClassDefFoundError("gone");
        };
        assertThat((String) jjava(error).get(MimeBundle.TEXT)).contains("NoClassDefFoundError: gone");
        assertThat((String) ijava(error).get(MimeBundle.TEXT)).contains("NoClassDefFoundError: gone");
    }

    @Test
    void numbersThatJsonDoesNotKnowBecomeNull() {
        Renderable value = () -> MimeBundle.ofText("x").with(MimeBundle.PLOTLY, Map.of("y", List.of(Double.NaN, 1.5)));
        assertThat(jjava(value).get(MimeBundle.PLOTLY)).asString().isEqualTo("{y=[null, 1.5]}");
    }

    @Test
    void theServiceFileNamesTheExtension() {
        assertThat(ServiceLoader.load(Extension.class)).hasOnlyElementsOfType(JJavaExtension.class);
    }

    @Test
    void aKernelIsClaimedOnce() {
        Object kernel = new Object();
        assertThat(Sonde.claim(kernel)).isTrue();
        assertThat(Sonde.claim(kernel)).isFalse();
    }

    @Test
    void outsideAKernelInstallingSaysSo() {
        assertThatThrownBy(Sonde::install).isInstanceOf(SondeException.class);
    }

    @Test
    void theMagicKnowsItsCommandsAndNamesThemToOthers() {
        SondeMagic magic = new SondeMagic("JJava test", Optional.of("trouble at install"));
        assertThat(magic.eval(List.of("doctor"))).asString().contains("JJava test", "trouble at install");
        assertThat(magic.eval(List.of("version"))).asString().startsWith("Sonde ");
        assertThat(magic.eval(List.of("help", "TableView"))).asString().contains("titled");
        assertThat(magic.eval(List.of())).asString().contains("%sonde doctor");
        assertThatThrownBy(() -> magic.eval(List.of("nonsense"))).hasMessageContaining("no command nonsense");
    }

    private static Map<String, Object> jjava(Object value) {
        Renderer renderer = new Renderer();
        JJavaExtension.register(renderer);
        var data = renderer.render(value);
        return forms(type -> data.getData(org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.parse(type)));
    }

    private static Map<String, Object> ijava(Object value) {
        var renderer = new io.github.spencerpark.jupyter.kernel.display.Renderer();
        IJavaExtension.register(renderer);
        var data = renderer.render(value);
        return forms(type -> data.getData(io.github.spencerpark.jupyter.kernel.display.mime.MIMEType.parse(type)));
    }

    private static Map<String, Object> forms(java.util.function.Function<String, Object> data) {
        Map<String, Object> forms = new java.util.LinkedHashMap<>();
        for (String type : List.of(MimeBundle.TEXT, MimeBundle.HTML, MimeBundle.LATEX, MimeBundle.PLOTLY)) {
            Object form = data.apply(type);
            if (form != null) {
                forms.put(type, form);
            }
        }
        return forms;
    }
}
