package dev.sonde.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Figures that several tests draw, and ways to look into what was drawn. */
final class Figures {
    static final double NAN = Double.NaN;
    static final String NASTY = "<script>&\"'";

    private Figures() {}

    static Panel numbers() {
        return Panel.of(Axis.linear("x"), Axis.linear("y"));
    }

    static Panel names(String... names) {
        return Panel.of(
                Axis.categories("model", List.of(names)),
                Axis.linear("accuracy").unit("%"));
    }

    static Figure one(Panel panel) {
        return Figure.of("title", panel);
    }

    static BufferedImage picture() {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 30; y++) {
            for (int x = 0; x < 40; x++) {
                image.setRGB(x, y, x * 6 << 16 | y * 8);
            }
        }
        return image;
    }

    /** One of each kind of mark, in four panels, with {@code text} wherever a text can stand. */
    static Figure everything(String text) {
        double[] v = {1, NAN, 3};
        double[] low = {0.5, NAN, 2};
        double[] high = {1.5, NAN, 4};
        List<String> names = List.of(text, "b", "c");
        Axis categories = Axis.categories(text, names);
        Axis linear = Axis.linear(text).unit(text);
        return Figure.of(
                        text,
                        Panel.of(categories, linear)
                                .titled(text)
                                .with(Mark.bars(text, v, low, high), Mark.horizontal(text, 2)),
                        Panel.of(linear, linear)
                                .titled(text)
                                .with(
                                        Mark.line(text, v, v, low, high),
                                        Mark.points("p" + text, v, v, names),
                                        Mark.histogram("h" + text, v, 3),
                                        Mark.vertical("r" + text, 1)),
                        Panel.of(categories, categories)
                                .titled(text)
                                .with(Mark.heatMap(new double[][] {v, v, v}, false)),
                        Panel.of(Axis.invisible(), Axis.invisible())
                                .titled(text)
                                .with(Mark.picture(picture()), Mark.grid(3, 3), Mark.rectangle(text, 1, 2, 20, 25)))
                .caption(text);
    }

    static Document parse(String svg) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception e) {
            throw new AssertionError("not XML: " + svg, e);
        }
    }

    static Document svg(Figure figure) {
        return parse(figure.toSvg());
    }

    /** The elements with a name inside the groups of a class. */
    static List<Element> inside(Document document, String group, String element) {
        List<Element> found = new ArrayList<>();
        NodeList groups = document.getElementsByTagName("g");
        for (int i = 0; i < groups.getLength(); i++) {
            Element g = (Element) groups.item(i);
            if (g.getAttribute("class").equals(group)) {
                NodeList elements = g.getElementsByTagName(element);
                for (int k = 0; k < elements.getLength(); k++) {
                    found.add((Element) elements.item(k));
                }
            }
        }
        return found;
    }

    static List<String> texts(Document document) {
        List<String> texts = new ArrayList<>();
        NodeList elements = document.getElementsByTagName("text");
        for (int i = 0; i < elements.getLength(); i++) {
            texts.add(elements.item(i).getTextContent());
        }
        return texts;
    }

    static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    /** What lies at a path such as {@code "layout", "xaxis", "title", "text"} of a Plotly tree. */
    static Object at(Object tree, Object... path) {
        Object here = tree;
        for (Object step : path) {
            here = step instanceof Integer index ? ((List<?>) here).get(index) : ((Map<?, ?>) here).get(step);
        }
        return here;
    }

    static void assertText(String expected, Object tree, Object... path) {
        assertEquals(expected, at(tree, path));
    }
}
