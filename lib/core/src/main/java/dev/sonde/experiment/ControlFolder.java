package dev.sonde.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.format.JsonRecord;
import dev.sonde.format.WholeFile;
import dev.sonde.probe.ControlResult;
import dev.sonde.probe.Predictions;
import dev.sonde.probe.ProbeResult;
import dev.sonde.stats.CodeBlock;
import dev.sonde.stats.OnlineCodelength;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the controls of a run are kept: predictions of each, and {@code NAME.json}, which is written last. */
record ControlFolder(Path folder) {
    private static final String ADVICE = "Delete the folder; the controls are then computed again.";

    boolean has(String name) {
        return Files.isRegularFile(index(name));
    }

    void write(String name, ControlResult control, List<OnlineCodelength> codelengths) {
        write("task", control.task());
        write("control-task", control.control());
        ObjectNode json = RunJson.object().put("seen", control.seen());
        ArrayNode all = json.putArray("codelengths");
        for (OnlineCodelength one : codelengths) {
            ObjectNode code = all.addObject().put("classes", one.classes());
            ArrayNode blocks = code.putArray("blocks");
            one.blocks()
                    .forEach(block ->
                            blocks.addObject().put("items", block.items()).put("bits", block.bits()));
        }
        WholeFile.write(index(name), json.toPrettyString() + "\n");
    }

    ControlResult control(String name) {
        return new ControlResult(
                result("task"), result("control-task"), RunJson.number(JsonRecord.read(index(name), ADVICE), "seen"));
    }

    List<OnlineCodelength> codelengths(String name) {
        List<OnlineCodelength> all = new ArrayList<>();
        for (JsonRecord code : JsonRecord.read(index(name), ADVICE).objects("codelengths")) {
            List<CodeBlock> blocks = code.objects("blocks").stream()
                    .map(block -> new CodeBlock((int) block.count("items"), RunJson.number(block, "bits")))
                    .toList();
            all.add(new OnlineCodelength((int) code.count("classes"), blocks));
        }
        return all;
    }

    /** Keeps the first seed of a result, under its name in tables. */
    void write(String key, ProbeResult result) {
        result.seeds().get(0).save(folder.resolve(key + ".jsonl"));
        ObjectNode json = RunJson.object().put("name", result.name());
        WholeFile.write(folder.resolve(key + ".name.json"), json + "\n");
    }

    ProbeResult result(String key) {
        String name =
                JsonRecord.read(folder.resolve(key + ".name.json"), ADVICE).text("name");
        return ProbeResult.of(name, List.of(Predictions.read(folder.resolve(key + ".jsonl"))));
    }

    private Path index(String name) {
        return folder.resolve(name + ".json");
    }
}
