#!/usr/bin/perl
# Serves the course in the browser on this computer alone, where there is Perl and no Python.
# start.sh runs it in the folder of the archive: perl start.pl [PORT]
use strict;
use warnings;
use IO::Socket::INET;

# What a learner writes belongs to the address, so it is the same one each time.
my ($usual, $tries) = (8642, 10);
my %kinds = (
    html => "text/html; charset=utf-8", js => "text/javascript", mjs => "text/javascript",
    css => "text/css", json => "application/json", wasm => "application/wasm",
    whl => "application/zip", zip => "application/zip", png => "image/png",
    svg => "image/svg+xml", ico => "image/x-icon", webmanifest => "application/manifest+json",
    woff2 => "font/woff2", woff => "font/woff", ipynb => "application/json",
    pdf => "application/pdf",
);

sub told {
    my ($text, %names) = @_;
    $text =~ s/\{$_\}/$names{$_}/g for keys %names;
    print "$text\n";
}

sub connected {
    my ($port) = @_;
    return IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => $port, Timeout => 2);
}

# Whether the course is served there already, from this folder or from another.
sub serves_the_course {
    my ($asking) = @_;
    print $asking "GET /course.json HTTP/1.0\r\n\r\n";
    my $answer = "";
    eval {
        local $SIG{ALRM} = sub { die "another program, which says nothing\n" };
        alarm 2;
        read $asking, $answer, 2000;
    };
    alarm 0;
    return $answer =~ /"lessons"/;
}

sub open_browser {
    my ($address) = @_;
    my $browser = $ENV{BROWSER} || ($^O eq "darwin" ? "open" : "xdg-open");
    return if fork;
    select undef, undef, undef, 0.5;
    { no warnings; exec $browser, $address }
    exit;
}

# What a request asks for, below site/ and nowhere else; nothing where it looks elsewhere.
sub place_of {
    my ($path) = @_;
    $path =~ s/%([0-9A-Fa-f]{2})/chr hex $1/ge;
    return if $path =~ m{(^|/)\.\.(/|$)|\0} || $path !~ m{^/};
    return "site$path";
}

sub say_first {
    my ($client, @lines) = @_;
    print $client join("\r\n", "HTTP/1.1 " . shift @lines, @lines, "Connection: close", "", "");
}

sub answer {
    my ($client) = @_;
    my ($method, $path) = (<$client> // "") =~ /^(GET|HEAD) ([^\s?#]+)/ or return;
    while (my $line = <$client>) { last if $line =~ /^\r?\n$/ }
    my $file = place_of($path);
    if ($file && $file !~ m{/$} && -d $file) {
        say_first($client, "301 Moved", "Location: $path/", "Content-Length: 0");
        return;
    }
    $file .= "index.html" if $file && $file =~ m{/$};
    my $opened;
    if (!$file || !-f $file || !open $opened, "<:raw", $file) {
        say_first($client, "404 Not Found", "Content-Length: 0");
        return;
    }
    my ($ending) = $file =~ /\.(\w+)$/;
    my $kind = $kinds{lc($ending // "")} // "application/octet-stream";
    say_first($client, "200 OK", "Content-Type: $kind", "Content-Length: " . -s $file);
    return if $method eq "HEAD";
    while (read $opened, my $piece, 1 << 16) { print $client $piece }
}

$| = 1;
if (!-f "site/index.html") {
    told("{{ The folder 'site' is missing beside {name}. Unpack the whole archive, and start from the unpacked folder. }}", name => "start.pl");
    exit 1;
}
my $first = @ARGV ? $ARGV[0] : $usual;
if ($first !~ /^\d{4,5}$/ || $first < 1024 || $first >= 65536 - $tries) {
    told("{{ The port was {port}; expected a whole number from 1024 to {most}. }}", port => $first, most => 65535 - $tries);
    exit 1;
}
my $server;
for my $port ($first .. $first + $tries - 1) {
    my $address = "http://127.0.0.1:$port/";
    if (my $asking = connected($port)) {
        next if !serves_the_course($asking);
        told("{{ The course is at {address} }}", address => $address);
        told("{{ It was running already; this window may be closed. }}");
        open_browser($address);
        exit;
    }
    $server = IO::Socket::INET->new(LocalAddr => "127.0.0.1", LocalPort => $port, Listen => 64,
        ReuseAddr => 1) or next;
    told("{{ The course is at {address} }}", address => $address);
    told("{{ Keep this window open while you learn; close it to stop. }}");
    if ($port != $usual && !@ARGV) {
        told("{{ (The usual address {address} is taken by another program. What you wrote there is still kept there.) }}", address => "http://127.0.0.1:$usual/");
    }
    open_browser($address);
    last;
}
if (!$server) {
    told("{{ The ports {first} to {last} are all taken by other programs. Close one of them and start again. }}", first => $first, last => $first + $tries - 1);
    exit 1;
}
$SIG{CHLD} = "IGNORE";
$SIG{PIPE} = "IGNORE";  # a browser that hangs up in the middle is no error
while (1) {
    my $client = $server->accept or next;
    if (!fork) {
        answer($client);
        exit;
    }
    close $client;
}
