package dev.sonde.display;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a class can do: its public methods, with the first sentence of each one's documentation where its source travels
 * with it. JShell and kernels show signatures only.
 *
 * @param type the class
 */
public record Help(Class<?> type) implements Tabular {
    private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z][a-z0-9_]*\\.)+(?=[A-Z])");

    /** What JShell puts before the names of classes that a user writes. */
    private static final Pattern SHELL = Pattern.compile("REPL\\.\\$JShell\\$\\w+\\$");

    /** The help on a value's class, or on a class itself. */
    public static Help of(Object valueOrClass) {
        if (valueOrClass == null) {
            throw new SondeException("null has no methods to tell of", "Ask for a value or a class: help(Vsr.class).");
        }
        return new Help(valueOrClass instanceof Class<?> type ? type : valueOrClass.getClass());
    }

    /** The help on the class of this name, with its package or without it for Sonde's own. */
    public static Help named(String name) {
        List<String> packages = List.of(
                "",
                "dev.sonde.",
                "dev.sonde.experiment.",
                "dev.sonde.probe.",
                "dev.sonde.paper.",
                "dev.sonde.data.",
                "dev.sonde.plot.",
                "dev.sonde.stats.",
                "dev.sonde.display.",
                "tech.tablesaw.api.",
                "java.util.",
                "java.lang.");
        for (String prefix : packages) {
            Optional<Class<?>> found = loaded(prefix + name).or(() -> loaded(prefix + name.replace('.', '$')));
            if (found.isPresent()) {
                return new Help(found.get());
            }
        }
        throw new SondeException(
                "no class is called " + name, "Give a class of Sonde, such as Vsr, or a full name with its package.");
    }

    private static Optional<Class<?>> loaded(String name) {
        try {
            return Optional.of(Class.forName(name, false, Thread.currentThread().getContextClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** The methods as a table. */
    @Override
    public TableView view() {
        Map<Class<?>, Javadoc> javadocs = new HashMap<>();
        TableView view = TableView.titled(name(type))
                .column("Method", Align.LEFT)
                .column("Gives", Align.LEFT)
                .column("What it does", Align.LEFT);
        for (Method method : methods()) {
            view = view.row(
                    signature(method),
                    name(method.getGenericReturnType()),
                    javadocs.computeIfAbsent(method.getDeclaringClass(), Javadoc::of)
                            .firstSentence(method));
        }
        String about = Javadoc.of(type).firstSentence();
        return about.isEmpty() ? view : view.note(about);
    }

    @Override
    public String toString() {
        return view().toString();
    }

    /** The class's own public methods, static ones first, in the order of their names. */
    private List<Method> methods() {
        return Arrays.stream(type.getMethods())
                .filter(m -> m.getDeclaringClass() != Object.class && !m.isSynthetic() && !m.isBridge())
                .filter(m -> !List.of("equals", "hashCode", "toString").contains(m.getName()))
                .sorted(Comparator.comparing((Method m) -> !Modifier.isStatic(m.getModifiers()))
                        .thenComparing(Method::getName)
                        .thenComparing(Help::signature))
                .toList();
    }

    private static String signature(Executable method) {
        String prefix = Modifier.isStatic(method.getModifiers())
                ? method.getDeclaringClass().getSimpleName() + "."
                : ".";
        return prefix
                + method.getName()
                + Arrays.stream(method.getParameters())
                        .map(Help::parameter)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String parameter(Parameter parameter) {
        String type = name(parameter.getParameterizedType());
        return (parameter.isVarArgs() ? type.substring(0, type.length() - 2) + "..." : type) + " "
                + parameter.getName();
    }

    private static String name(Type type) {
        String name = SHELL.matcher(type.getTypeName()).replaceAll("");
        return PACKAGE.matcher(name).replaceAll("").replace('$', '.');
    }
}
