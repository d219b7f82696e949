namespace EquityMonitor.Statistics;

/// <summary>
/// The sum over patients of their squared influence on an AUROC, times (2 * n+ * n-)^2; a row's influence times 2 * n+ * n- is its scaled placement less
/// its class's mean. It starts from the sum of squares over rows, which is right for patients with one row, so that only the others need to be visited.
/// </summary>
internal struct PatientSquares(in PlacementSums sums)
{
    private readonly PlacementSums _sums = sums;
    private readonly double _ofPositives = sums.MeanOfPositives;
    private readonly double _ofNegatives = sums.MeanOfNegatives;
    private long _patients = sums.Positives + sums.Negatives;
    private double _squares = sums.SquaredDeviations;
    private long _rows;
    private double _sum;
    private double _sumOfSquares;

    /// <summary>A row of the present patient.</summary>
    public void Take(int key, uint placement)
    {
        var influence = placement - ((key & 1) != 0 ? _ofPositives : _ofNegatives);
        _rows++;
        _sum += influence;
        _sumOfSquares += influence * influence;
    }

    public void EndPatient()
    {
        if (_rows > 1)
        {
            _patients -= _rows - 1;
            _squares += (_sum * _sum) - _sumOfSquares;
        }

        _rows = 0;
        _sum = 0;
        _sumOfSquares = 0;
    }

    public readonly double? Variance() => Variance(_sums, _patients, _squares);

    /// <summary>Null with fewer than 2 patients or fewer than 2 of a class. Rounding can leave a sum of squares that is truly 0 a hair below it.</summary>
    public static double? Variance(in PlacementSums sums, long patients, double squares)
    {
        if (patients < 2 || sums.Positives < 2 || sums.Negatives < 2)
            return null;
        var scale = 2.0 * sums.Positives * sums.Negatives;
        return (double)patients / (patients - 1) * Math.Max(0, squares) / scale / scale;
    }
}
