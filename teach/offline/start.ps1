# Serves the course in the browser on this computer alone, for a Windows without Python.
$site = Join-Path $PSScriptRoot "site"
if (-not (Test-Path -LiteralPath (Join-Path $site "index.html"))) {
    Write-Host ("{{ The folder 'site' is missing beside {name}. Unpack the whole archive, and start from the unpacked folder. }}".Replace("{name}", "start.ps1"))
    Write-Host "{{ Press Enter. }}"
    Read-Host
    exit 1
}
$kinds = @{
    ".html" = "text/html; charset=utf-8"; ".js" = "text/javascript"; ".mjs" = "text/javascript"
    ".css" = "text/css"; ".json" = "application/json"; ".wasm" = "application/wasm"
    ".whl" = "application/zip"; ".zip" = "application/zip"; ".png" = "image/png"
    ".svg" = "image/svg+xml"; ".ico" = "image/x-icon"; ".webmanifest" = "application/manifest+json"
    ".woff2" = "font/woff2"; ".woff" = "font/woff"; ".ipynb" = "application/json"
    ".pdf" = "application/pdf"
}
# A second double click shows what runs already: another port would be another address, without
# what was written.
foreach ($name in "127.0.0.1", "localhost") {
    try {
        $told = Invoke-WebRequest -UseBasicParsing -TimeoutSec 2 "http://${name}:8642/course.json"
        if ($told.Content -match '"lessons"') {
            Write-Host "{{ It was running already; this window may be closed. }}"
            Start-Process "http://${name}:8642/"
            exit 0
        }
    } catch { }
}
$address = $null
$why = ""
# An old Windows lets an ordinary user listen under the name localhost only.
foreach ($name in "127.0.0.1", "localhost") {
    foreach ($port in 8642..8651) {
        $listener = New-Object System.Net.HttpListener
        $listener.Prefixes.Add("http://${name}:$port/")
        try { $listener.Start(); $address = "http://${name}:$port/"; break } catch { $why = $_.Exception.Message; $listener.Close() }
    }
    if ($address) { break }
}
if ($null -eq $address) {
    Write-Host ("{{ None of the ports 8642 to 8651 could be opened. Windows says: {why} }}".Replace("{why}", $why))
    Write-Host "{{ Press Enter. }}"
    Read-Host
    exit 1
}
Write-Host ("{{ The course is at {address} }}".Replace("{address}", $address))
Write-Host "{{ Keep this window open while you learn; close it to stop. }}"
if ($port -ne 8642) {
    $usual = "http://127.0.0.1:8642/"
    Write-Host ("{{ (The usual address {address} is taken by another program. What you wrote there is still kept there.) }}".Replace("{address}", $usual))
}
Start-Process $address
# With the sign behind it, or a folder "site2" beside would count as inside.
$root = [System.IO.Path]::GetFullPath($site) + [System.IO.Path]::DirectorySeparatorChar
while ($listener.IsListening) {
    $context = $listener.GetContext()
    $answer = $context.Response
    try {
        $asked = [System.Uri]::UnescapeDataString($context.Request.Url.AbsolutePath).TrimStart("/")
        $path = [System.IO.Path]::GetFullPath((Join-Path $root $asked))
        if (Test-Path -LiteralPath $path -PathType Container) { $path = Join-Path $path "index.html" }
        if ($path.StartsWith($root) -and (Test-Path -LiteralPath $path -PathType Leaf)) {
            $bytes = [System.IO.File]::ReadAllBytes($path)
            $kind = $kinds[[System.IO.Path]::GetExtension($path).ToLower()]
            if ($kind) { $answer.ContentType = $kind }
            $answer.ContentLength64 = $bytes.Length
            if ($context.Request.HttpMethod -ne "HEAD") { $answer.OutputStream.Write($bytes, 0, $bytes.Length) }
        } else {
            $answer.StatusCode = 404
        }
    } catch { }
    try { $answer.Close() } catch { }
}
