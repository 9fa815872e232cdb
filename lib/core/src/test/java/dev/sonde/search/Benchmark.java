package dev.sonde.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One function of the benchmark file, to be minimised. */
record Benchmark(String name, SearchSpace space, ToDoubleFunction<Assignment> function, JsonNode methods) {
    static List<Benchmark> all() {
        List<Benchmark> all = new ArrayList<>();
        Fixtures.json("tpe/benchmark.json")
                .get("functions")
                .properties()
                .forEach(entry -> all.add(of(entry.getKey(), entry.getValue())));
        return all;
    }

    static int trials() {
        return Fixtures.json("tpe/benchmark.json").get("trials").intValue();
    }

    /** The best values of a method of the file after so many trials, over its seeds. */
    double[] reference(String method, int trials) {
        return Fixtures.numbers(
                methods.get(method).get(Integer.toString(trials)).get("values"));
    }

    /** The best value after each trial. */
    List<Double> search(Sampler sampler, int trials) {
        return Search.in(space).with(sampler).minimising().run(trials, function).bestSoFar();
    }

    private static Benchmark of(String name, JsonNode json) {
        JsonNode constants = json.get("constants");
        ToDoubleFunction<Assignment> function =
                switch (name) {
                    case "branin" -> point -> branin(point, constants);
                    case "hartmann6" -> point -> hartmann(point, constants);
                    case "rosenbrock" -> point -> rosenbrock(point, constants);
                    case "table4" -> point -> table4(point, constants.get("target"));
                    default -> throw new AssertionError("unknown function " + name);
                };
        return new Benchmark(name, space(json.get("space")), function, json.get("methods"));
    }

    private static SearchSpace space(JsonNode json) {
        List<Parameter> parameters = new ArrayList<>();
        json.properties().forEach(entry -> parameters.add(parameter(entry.getKey(), entry.getValue())));
        return new SearchSpace(parameters);
    }

    private static Parameter parameter(String name, JsonNode json) {
        return switch (json.get(0).asText()) {
            case "uniform" -> Parameter.uniform(name, Fixtures.number(json.get(1)), Fixtures.number(json.get(2)));
            case "loguniform" -> Parameter.logUniform(name, Fixtures.number(json.get(1)), Fixtures.number(json.get(2)));
            case "choice" -> Parameter.choice(name, Fixtures.numbers(json.get(1)));
            default -> throw new AssertionError("unknown parameter " + json);
        };
    }

    private static double branin(Assignment point, JsonNode constants) {
        double shift = Fixtures.number(constants.get("shift"));
        double x = point.number("x0") - shift;
        double y = point.number("x1") - shift;
        double bend = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
        return bend * bend + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    }

    private static double hartmann(Assignment point, JsonNode constants) {
        double[] alpha = Fixtures.numbers(constants.get("alpha"));
        boolean reflected = constants.get("reflected").booleanValue();
        double sum = 0;
        for (int i = 0; i < alpha.length; i++) {
            double[] a = Fixtures.numbers(constants.get("A").get(i));
            double[] p = Fixtures.numbers(constants.get("P").get(i));
            double exponent = 0;
            for (int j = 0; j < a.length; j++) {
                double x = point.number("x" + j);
                exponent += a[j] * Math.pow((reflected ? 1 - x : x) - p[j], 2);
            }
            sum += alpha[i] * Math.exp(-exponent);
        }
        return -sum;
    }

    private static double rosenbrock(Assignment point, JsonNode constants) {
        double x = point.number("x0");
        double y = point.number("x1");
        return Math.pow(Fixtures.number(constants.get("a")) - x, 2) + 100 * Math.pow(y - x * x, 2);
    }

    private static double table4(Assignment point, JsonNode target) {
        return Math.pow(Math.log(point.number("lr") / Fixtures.number(target.get("lr"))), 2)
                + 0.3 * Math.abs(step(point.number("epochs")) - step(Fixtures.number(target.get("epochs"))))
                + 0.5 * octaves(point, target, "giou")
                + 0.25 * octaves(point, target, "l1");
    }

    /** Table 4's epochs for RefCOCOg are ten apart. */
    private static double step(double epochs) {
        return epochs / 10;
    }

    private static double octaves(Assignment point, JsonNode target, String name) {
        return Math.abs(Math.log(point.number(name) / Fixtures.number(target.get(name))) / Math.log(2));
    }
}
