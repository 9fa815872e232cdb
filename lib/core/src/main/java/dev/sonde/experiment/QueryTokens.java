package dev.sonde.experiment;

import dev.sonde.display.SondeException;
import dev.sonde.feature.Extraction;
import dev.sonde.feature.FeatureStore;
import dev.sonde.feature.ImageTokenSet;
import dev.sonde.feature.QueryEncoder;
import dev.sonde.model.ImageTokens;
import dev.sonde.probe.JointData;
import dev.sonde.probe.ProbeInput;
import dev.sonde.torch.Torch;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * The query tokens of a Q-Former after one of its layers.
 *
 * <pre>{@code
 * jshell> Models.blip2().queries().layer(6)      // after layer 6 of 12
 * jshell> Models.blip2().queries().query(0)      // the first of 32 alone
 * jshell> for (var layer : Models.blip2().queries().layers()) { ... }   // encoded in one pass
 * }</pre>
 *
 * @param model whose they are
 * @param layer after which; 0 is before the first one
 * @param stored the layers that are encoded and stored together, this one among them
 * @param input which queries are read
 * @param withText whether the Q-Former reads the text of the example beside its image
 */
public record QueryTokens(QFormerModel model, int layer, List<Integer> stored, ProbeInput input, boolean withText)
        implements Representation {
    /** @throws SondeException if there is no such layer or query */
    public QueryTokens {
        stored = List.copyOf(stored);
        int layers = model.qformer().layers();
        if (layer < 0 || layer > layers || !stored.contains(layer)) {
            throw new SondeException(
                    model.name() + " has no layer " + layer,
                    "Count from 1 to " + layers + "; 0 is what the queries are before the first one.");
        }
        input.width(model.qformer().queries(), model.qformer().width());
    }

    /** All queries after the last layer. */
    static QueryTokens last(QFormerModel model) {
        int last = model.qformer().layers();
        return new QueryTokens(model, last, List.of(last), ProbeInput.FLATTENED, true);
    }

    /** After another layer, from 1; 0 is before the first one. */
    public QueryTokens layer(int number) {
        return new QueryTokens(model, number, List.of(number), input, withText);
    }

    /** After each of the layers, from the first to the last; they are encoded in one pass. */
    public List<QueryTokens> layers() {
        List<Integer> all =
                IntStream.rangeClosed(1, model.qformer().layers()).boxed().toList();
        return all.stream()
                .map(number -> new QueryTokens(model, number, all, input, withText))
                .toList();
    }

    /** One query alone, counted from 0. */
    public QueryTokens query(int index) {
        return with(ProbeInput.query(index));
    }

    /** The mean of the queries. */
    public QueryTokens pooled() {
        return with(ProbeInput.POOLED);
    }

    /** As the Q-Former gives them when it sees the image only. */
    public QueryTokens withoutText() {
        return new QueryTokens(model, layer, stored, input, false);
    }

    @Override
    public String name() {
        boolean last = layer == model.qformer().layers();
        return model.name()
                + (last ? "" : ", layer " + layer)
                + (input.equals(ProbeInput.FLATTENED) ? "" : ", " + input)
                + (withText ? "" : ", without text");
    }

    @Override
    public int width() {
        return model.qformer().width();
    }

    @Override
    public SortedMap<String, String> parameters() {
        SortedMap<String, String> parameters = model.parameters();
        parameters.put("representation", "queries" + (withText ? "" : " without text"));
        parameters.put("layer", Integer.toString(layer));
        return parameters;
    }

    @Override
    public String weights() {
        return model.hash();
    }

    @Override
    public ProbeRows rows(ProbingTask task, Torch torch, FeatureStore store) {
        ImageTokenSet images = model.imageTokens(task, torch, store);
        QueryEncoder reading = QueryEncoder.of(
                        torch,
                        model.qformer().sizes(),
                        Once.of(() -> model.openQFormer(torch)),
                        model.qformerHash(),
                        model.text(),
                        images)
                .withLayers(stored.toArray(Integer[]::new));
        Extraction extraction = new Extraction(withText ? reading : reading.withoutText(), store);
        return ProbeRows.of(task, split -> extraction.run(split).layer(layer));
    }

    /** @throws SondeException if it is not the last layer, with the text */
    @Override
    public JointRows jointRows(ProbingTask task, Torch torch, FeatureStore store) {
        if (layer != model.qformer().layers() || !withText) {
            return Representation.super.jointRows(task, torch, store);
        }
        ImageTokenSet images = model.imageTokens(task, torch, store);
        ImageTokens tokens = images.tokens(torch);
        return JointRows.of(
                task, model.jointModel(), split -> JointData.of(split, images.pairs(split, model.text()), tokens));
    }

    @Override
    public String toString() {
        return name() + ": " + model.qformer().queries() + " x " + width();
    }

    private QueryTokens with(ProbeInput other) {
        return new QueryTokens(model, layer, stored, other, withText);
    }
}
