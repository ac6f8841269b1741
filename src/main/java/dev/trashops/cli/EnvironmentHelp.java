package dev.trashops.cli;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Help that names, below each option, its environment variable and its default. */
final class EnvironmentHelp extends Help {
    EnvironmentHelp(CommandSpec command, ColorScheme colors) {
        super(command, colors);
    }

    @Override
    public IOptionRenderer createDefaultOptionRenderer() {
        IOptionRenderer usual = super.createDefaultOptionRenderer();
        return (option, labels, colors) -> {
            Text[][] rows = usual.render(option, labels, colors);
            return Environment.variable(option)
                    .map(variable -> withLine(rows, colors, "(" + variable + fallback(option) + ")"))
                    .orElse(rows);
        };
    }

    private static Text[][] withLine(Text[][] rows, ColorScheme colors, String line) {
        Text[] last = new Text[rows[0].length];
        Arrays.fill(last, colors.text(""));
        last[last.length - 1] = colors.text(line);
        return Stream.concat(Arrays.stream(rows), Stream.of((Object) last)).toArray(Text[][]::new);
    }

    private static String fallback(OptionSpec option) {
        return Optional.ofNullable(option.defaultValue())
                .map(value -> ", default " + value)
                .orElse("");
    }
}
