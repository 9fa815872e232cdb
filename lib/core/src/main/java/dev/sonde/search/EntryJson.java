package dev.sonde.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.display.SondeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Entries as JSON objects: {@code {"event":"ask","trial":3,"session":1,"point":{"lr":1.0E-4,"epochs":20.0}}}. */
final class EntryJson {
    static final String VERSION = "1";

    private EntryJson() {}

    static ObjectNode write(SearchPlan plan) {
        return event("search")
                .put("version", VERSION)
                .put("identity", plan.identity())
                .put("goal", plan.goal())
                .put("space", plan.space())
                .put("sampler", plan.sampler());
    }

    static SearchPlan readPlan(JsonNode json, String place) {
        Fields fields = new Fields(json, place);
        if (!fields.text("event").equals("search") || !fields.text("version").equals(VERSION)) {
            throw new SondeException(
                    place + " is not the head of a search journal of version " + VERSION + ".",
                    "Give the journal another name, or use the version of this library that wrote it.");
        }
        return new SearchPlan(fields.text("space"), fields.text("sampler"), fields.text("goal"));
    }

    static ObjectNode write(Entry entry) {
        if (entry instanceof Entry.Join join) {
            return event("join")
                    .put("session", join.session())
                    .put("host", join.claimant().host())
                    .put("process", join.claimant().process())
                    .put("startedMillis", join.claimant().startedMillis());
        } else if (entry instanceof Entry.Ask ask) {
            ObjectNode json = event("ask", ask.trial(), ask.session());
            ObjectNode point = json.putObject("point");
            ask.point().values().forEach((name, value) -> put(point, name, value));
            return json;
        } else if (entry instanceof Entry.TakeOver take) {
            return event("take-over", take.trial(), take.session());
        } else if (entry instanceof Entry.Tell tell) {
            ObjectNode json = event("tell", tell.trial(), tell.session()).put("score", tell.score());
            if (!tell.epochs().isEmpty()) {
                tell.epochs().forEach(json.putArray("epochs")::add);
            }
            return json;
        } else if (entry instanceof Entry.Fail fail) {
            return event("fail", fail.trial(), fail.session()).put("reason", fail.reason());
        } else if (entry instanceof Entry.Release release) {
            return event("release", release.trial(), release.session());
        }
        throw new IllegalStateException("unknown entry " + entry);
    }

    static Entry read(JsonNode json, String place) {
        Fields fields = new Fields(json, place);
        String event = fields.text("event");
        int session = fields.whole("session");
        return switch (event) {
            case "join" ->
                new Entry.Join(
                        session,
                        new Claimant(fields.text("host"), fields.large("process"), fields.large("startedMillis")));
            case "ask" -> new Entry.Ask(fields.whole("trial"), session, fields.point());
            case "take-over" -> new Entry.TakeOver(fields.whole("trial"), session);
            case "tell" -> new Entry.Tell(fields.whole("trial"), session, fields.number("score"), fields.epochs());
            case "fail" -> new Entry.Fail(fields.whole("trial"), session, fields.text("reason"));
            case "release" -> new Entry.Release(fields.whole("trial"), session);
            default ->
                throw new SondeException(
                        place + " has the unknown event \"" + event + "\".",
                        "Use the version of this library that wrote the journal.");
        };
    }

    private static ObjectNode event(String name) {
        return JsonNodeFactory.instance.objectNode().put("event", name);
    }

    private static ObjectNode event(String name, int trial, int session) {
        return event(name).put("trial", trial).put("session", session);
    }

    private static void put(ObjectNode point, String name, Value value) {
        if (value instanceof Value.Real real) {
            point.put(name, real.number());
        } else {
            point.put(name, value.toString());
        }
    }

    /** The members of one line. */
    private record Fields(JsonNode json, String place) {
        String text(String name) {
            return member(name, json.path(name).isTextual(), "a text").textValue();
        }

        int whole(String name) {
            return member(name, json.path(name).isInt(), "a whole number").intValue();
        }

        long large(String name) {
            return member(name, json.path(name).isIntegralNumber(), "a whole number")
                    .longValue();
        }

        double number(String name) {
            return member(name, json.path(name).isNumber(), "a number").doubleValue();
        }

        List<Double> epochs() {
            List<Double> epochs = new ArrayList<>();
            json.path("epochs").forEach(score -> epochs.add(score.doubleValue()));
            return epochs;
        }

        Assignment point() {
            Map<String, Value> values = new LinkedHashMap<>();
            member("point", json.path("point").isObject(), "an object")
                    .properties()
                    .forEach(entry -> values.put(entry.getKey(), value(entry.getValue())));
            return new Assignment(values);
        }

        private static Value value(JsonNode json) {
            return json.isNumber() ? Value.of(json.doubleValue()) : Value.of(json.asText());
        }

        private JsonNode member(String name, boolean fits, String expected) {
            if (!fits) {
                throw new SondeException(
                        place + " lacks \"" + name + "\": expected " + expected + ", found " + json.path(name) + ".",
                        "Use the version of this library that wrote the journal.");
            }
            return json.get(name);
        }
    }
}
