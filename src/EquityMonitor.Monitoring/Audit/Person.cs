namespace EquityMonitor.Monitoring.Audit;

/// <summary>Who acts. Names change and two people may share one; what belongs to a person is kept by the key.</summary>
/// <param name="Name">For records that people read.</param>
/// <param name="Key">What the sign-in knows the person by, for as long as the account lives.</param>
public sealed record Person(string Name, string Key)
{
    /// <summary>As long as an identity provider may make it.</summary>
    public const int KeyLength = 255;

    /// <summary>Somebody of whom nothing but the name is known.</summary>
    public static Person Named(string name) => new(name, name);
}
