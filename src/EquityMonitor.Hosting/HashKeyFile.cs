using System.Security.Cryptography;
using EquityMonitor.Monitoring.Encounters;

namespace EquityMonitor.Hosting;

/// <summary>The file with the hash key: random bytes as one line of base64, readable by its owner alone.</summary>
public static class HashKeyFile
{
    private const int KeyBytes = 32;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>The key in the file, which is made first where it is missing and may be made.</summary>
    /// <exception cref="HashKeyException">The file is missing, holds no key, or others may read it.</exception>
    public static byte[] Read(PrivacyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var path = options.HashKeyFile;
        if (!File.Exists(path))
        {
            if (!options.CreateIfMissing)
                throw new HashKeyException($"Privacy__HashKeyFile names {path}, which does not exist. Make it as the service account: (umask 077; openssl rand -base64 32 > {path})");
            Create(path);
        }

        using var stream = Open(path);

        // Asked of the open file, not of the path: nothing can be exchanged in between, and links are followed.
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(stream.SafeFileHandle) & Others) != UnixFileMode.None)
            throw new HashKeyException($"Others than its owner may use the key file {path} (Privacy__HashKeyFile). Run: chmod 600 {path}");
        using var reader = new StreamReader(stream);
        return Decode(reader.ReadToEnd(), path);
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (UnauthorizedAccessException)
        {
            throw new HashKeyException($"The account that runs this program may not read the key file {path} (Privacy__HashKeyFile). Make that account its owner.");
        }
    }

    private static byte[] Decode(string text, string path)
    {
        var key = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, key, out var length) || length < IdentifierHasher.MinimumKeyBytes)
            throw new HashKeyException($"The key file {path} (Privacy__HashKeyFile) holds no key: it must be one line of base64 of at least {IdentifierHasher.MinimumKeyBytes} random bytes, as openssl rand -base64 32 writes it.");
        return key[..length];
    }

    /// <summary>Written under another name first: a kill leaves no half key behind, and of two processes at once one wins for both.</summary>
    private static void Create(string path)
    {
        MonitorPaths.CreateFolder(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var stream = new FileStream(temporary, options))
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)) + "\n");
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(temporary);
        }
    }
}

/// <summary>The hash key cannot be had; the message says what to do and is safe to show.</summary>
public sealed class HashKeyException(string message) : Exception(message);
