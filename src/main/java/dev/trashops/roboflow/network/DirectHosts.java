package dev.trashops.roboflow.network;

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
 * a range such as {@code 10.0.0.0/8}, each with a port if only that is meant. As everywhere, what is none of these is nothing.
 */
record DirectHosts(String host, OptionalInt port, Optional<Range> range) {
    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern ADDRESS =
            Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");
    private static final Pattern WITH_PORT = Pattern.compile("(\\[[^]]+]|[^:]+):([0-9]{1,5})");
    private static final Pattern CIDR = Pattern.compile("([^/]+)/([0-9]{1,3})");

    /** An address, and of how many bits it is: equal numbers of both kinds are different addresses. */
    private record Address(BigInteger number, int length) {}

    /** The addresses that begin with the same bits. */
    private record Range(Address start, int bits) {
        private boolean includes(Address address) {
            int shift = start.length() - bits;
            return address.length() == start.length()
                    && shift >= 0
                    && address.number().shiftRight(shift).equals(start.number().shiftRight(shift));
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
                // The same address can be written in several ways.
                address(host).map(alone -> new Range(alone, alone.length())));
    }

    /** Whether a host and port are meant. */
    boolean include(String asked, int askedPort) {
        String name = bare(asked);
        boolean meant = range.isPresent()
                ? address(name).filter(range.get()::includes).isPresent()
                : host.equals("*")
                        || name.equals(host)
                        || (!host.isEmpty() && name.endsWith(host.startsWith(".") ? host : "." + host));
        return meant && (port.isEmpty() || port.getAsInt() == askedPort);
    }

    private static String bare(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("[") && lower.endsWith("]") ? lower.substring(1, lower.length() - 1) : lower;
    }

    /** Only of what is written as an address: no name is looked up. */
    private static Optional<Address> address(String text) {
        String bare = bare(text);
        if (!ADDRESS.matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = InetAddress.getByName(bare).getAddress();
            return Optional.of(new Address(new BigInteger(1, bytes), bytes.length * 8));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }
}
