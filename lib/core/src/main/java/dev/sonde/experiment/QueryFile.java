package dev.sonde.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.format.JsonRecord;
import dev.sonde.format.WholeFile;
import dev.sonde.probe.QueryScores;
import dev.sonde.probe.Score;
import dev.sonde.stats.Interval;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The scores of probes on each query alone, as a file. */
final class QueryFile {
    private static final String ADVICE = "Delete the file; the scores are then computed again.";

    private QueryFile() {}

    static void write(Path file, Run run, QueryScores validation, QueryScores test) {
        ObjectNode json = RunJson.of(run).put("metric", test.metric());
        put(json.putArray("validation"), validation);
        put(json.putArray("test"), test);
        WholeFile.write(file, json.toPrettyString() + "\n");
    }

    static QueryOutcome read(Path file, RunRequest request) {
        JsonRecord json = JsonRecord.read(file, ADVICE);
        return new QueryOutcome(request, scores(json, "validation"), scores(json, "test"), RunJson.run(json));
    }

    private static void put(ArrayNode all, QueryScores scores) {
        for (Score score : scores.scores()) {
            ObjectNode one = all.addObject().put("value", score.value()).put("examples", score.examples());
            score.wilson().ifPresent(interval -> put(one, "wilson", interval));
            score.byImage().ifPresent(interval -> put(one, "byImage", interval));
        }
    }

    private static void put(ObjectNode one, String key, Interval interval) {
        one.putArray(key).add(interval.low()).add(interval.high()).add(interval.confidence());
    }

    private static QueryScores scores(JsonRecord json, String split) {
        List<Score> scores = new ArrayList<>();
        for (JsonRecord one : json.objects(split)) {
            scores.add(new Score(RunJson.number(one, "value"), interval(one, "wilson"), interval(one, "byImage"), (int)
                    one.count("examples")));
        }
        return new QueryScores(json.text("metric"), scores);
    }

    private static Optional<Interval> interval(JsonRecord one, String key) {
        if (!one.has(key)) {
            return Optional.empty();
        }
        double[] numbers = one.numbers(key, 3);
        return Optional.of(new Interval(numbers[0], numbers[1], numbers[2]));
    }
}
