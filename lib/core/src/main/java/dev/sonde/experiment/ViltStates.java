package dev.sonde.experiment;

import dev.sonde.data.Example;
import dev.sonde.data.Split;
import dev.sonde.feature.Extraction;
import dev.sonde.feature.FeatureStore;
import dev.sonde.feature.ViltPart;
import dev.sonde.image.RgbImage;
import dev.sonde.model.ImagePixels;
import dev.sonde.model.ImageTextPairs;
import dev.sonde.model.ViltImages;
import dev.sonde.probe.JointData;
import dev.sonde.torch.Torch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * States of ViLT after its last layer.
 *
 * @param model whose they are
 * @param part which of them
 */
public record ViltStates(ViltModel model, ViltPart part) implements Representation {
    @Override
    public String name() {
        return model.name() + (part == ViltPart.POOLED ? "" : part == ViltPart.IMAGE ? ", patches" : ", words");
    }

    @Override
    public int width() {
        return model.config().width();
    }

    @Override
    public SortedMap<String, String> parameters() {
        return new TreeMap<>(Map.of(
                "model", model.name(),
                "vilt", model.config().toString(),
                "preprocessing", model.preprocessing().toString(),
                "text", model.text().description(),
                "representation", part.toString()));
    }

    @Override
    public String weights() {
        return model.hash();
    }

    @Override
    public ProbeRows rows(ProbingTask task, Torch torch, FeatureStore store) {
        Extraction extraction = new Extraction(model.encoder(torch, part, task.images()), store);
        return ProbeRows.of(task, extraction::run);
    }

    /** @throws dev.sonde.display.SondeException if it is not the pooled state */
    @Override
    public JointRows jointRows(ProbingTask task, Torch torch, FeatureStore store) {
        if (part != ViltPart.POOLED) {
            return Representation.super.jointRows(task, torch, store);
        }
        List<String> names = List.copyOf(task.imageNames());
        ImagePixels pixels = numbers -> {
            List<RgbImage> pictures = numbers.stream()
                    .map(number -> model.preprocessing().resize(task.images().image(names.get(number))))
                    .toList();
            return ViltImages.of(torch, model.preprocessing().batch(pictures));
        };
        Map<String, Integer> places = new HashMap<>();
        names.forEach(name -> places.put(name, places.size()));
        return JointRows.of(task, model.jointModel(), split -> JointData.ofPixels(split, pairs(split, places), pixels));
    }

    @Override
    public String toString() {
        return name() + ": " + model.config().layers() + " layers of " + width();
    }

    private ImageTextPairs pairs(Split split, Map<String, Integer> places) {
        return ImageTextPairs.of(
                split.examples().stream()
                        .mapToInt(example -> places.get(example.image()))
                        .toArray(),
                model.text().batch(split.examples().stream().map(Example::text).toList()));
    }
}
