package dev.trashops.roboflow.http;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of {@code NO_PROXY}: {@code *}, a host with everything below it, everything below {@code .example.com}, an address or
 * a range such as {@code 10.0.0.0/8}, each with a port if only that is meant.
 */
record DirectHosts(String host, OptionalInt port, Optional<Range> range) {
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+");
    private static final Pattern WITH_PORT = Pattern.compile("(\\[[^]]+]|[^:]+):([0-9]{1,5})");
    private static final Pattern CIDR = Pattern.compile("([^/]+)/([0-9]{1,3})");

    /** The addresses that begin with the same bits. */
    private record Range(byte[] start, int bits) {
        private boolean includes(byte[] address) {
            int shift = start.length * 8 - bits;
            return address.length == start.length
                    && shift >= 0
                    && new BigInteger(1, address).shiftRight(shift).equals(new BigInteger(1, start).shiftRight(shift));
        }
    }

    static DirectHosts of(String entry) {
        Matcher cidr = CIDR.matcher(entry);
        if (cidr.matches()) {
            return new DirectHosts(
                    "",
                    OptionalInt.empty(),
                    address(cidr.group(1)).map(start -> new Range(start, Integer.parseInt(cidr.group(2)))));
        }
        Matcher withPort = WITH_PORT.matcher(entry);
        boolean hasPort = withPort.matches();
        String host = hasPort ? withPort.group(1) : entry;
        return new DirectHosts(
                bare(host.startsWith("*.") ? host.substring(1) : host),
                hasPort ? OptionalInt.of(Integer.parseInt(withPort.group(2))) : OptionalInt.empty(),
                Optional.empty());
    }

    /** Whether a host and port are meant. */
    boolean include(String asked, int askedPort) {
        String name = bare(asked);
        if (range.isPresent()) {
            return address(name).filter(range.get()::includes).isPresent();
        }
        boolean named = host.equals("*")
                || name.equals(host)
                || (!host.isEmpty() && name.endsWith(host.startsWith(".") ? host : "." + host));
        return named && (port.isEmpty() || port.getAsInt() == askedPort);
    }

    private static String bare(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("[") && lower.endsWith("]") ? lower.substring(1, lower.length() - 1) : lower;
    }

    /** Only of what is written as an address: no name is looked up. */
    private static Optional<byte[]> address(String text) {
        String bare = bare(text);
        try {
            return ADDRESS.matcher(bare).matches()
                    ? Optional.of(InetAddress.getByName(bare).getAddress())
                    : Optional.empty();
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }
}
