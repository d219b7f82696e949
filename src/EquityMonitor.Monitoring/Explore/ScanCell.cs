using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Explore;

/// <summary>
/// The sums of one intersection in one half, and what its complement's need besides the whole's: for patient j with n_j rows and x_j hits inside and N_j, X_j in
/// all, the sum of (N_j - n_j)^2 is the whole's less 2 sum N_j n_j plus sum n_j^2, and so on. A patient's rows are adjacent, so that the open patient is settled
/// when the next one comes.
/// </summary>
internal struct ScanCell
{
    private int _singleN, _singleX;
    private int _open, _openN, _openX;
    private long _patients, _wholly, _n, _x;
    private long _xx, _xn, _nn;
    private long _allNn, _allNx, _allXn, _allXx;

    public readonly long N => _singleN + _n;

    /// <summary>A row of a patient who has no other.</summary>
    public void AddSingle(int hit)
    {
        _singleN++;
        _singleX += hit;
    }

    /// <param name="patient">One more than the index into <paramref name="patients"/>, since in an untouched cell 0 is open.</param>
    public void Add(int patient, int hit, ReadOnlySpan<(int N, int X)> patients)
    {
        if (_open != patient)
        {
            Settle(patients);
            _open = patient;
        }

        _openN++;
        _openX += hit;
    }

    /// <summary>Takes the open patient in.</summary>
    public void Settle(ReadOnlySpan<(int N, int X)> patients)
    {
        if (_open == 0)
            return;
        var (allN, allX) = patients[_open - 1];
        long n = _openN, x = _openX;
        _patients++;
        _wholly += n == allN ? 1 : 0;
        _n += n;
        _x += x;
        _xx += x * x;
        _xn += x * n;
        _nn += n * n;
        _allNn += allN * n;
        _allNx += allN * x;
        _allXn += allX * n;
        _allXx += allX * x;
        (_open, _openN, _openX) = (0, 0, 0);
    }

    /// <summary>Inside, and outside among the whole. Of a patient with a single row every square and product is 1 or the hit.</summary>
    public readonly (ClusteredRatioSums Own, ClusteredRatioSums Others) Sums(in ClusteredRatioSums whole)
    {
        var own = new ClusteredRatioSums(_patients + _singleN, _x + _singleX, _n + _singleN, _xx + _singleX, _xn + _singleX, _nn + _singleN);
        var others = new ClusteredRatioSums(
            whole.Patients - _wholly - _singleN,
            whole.X - own.X,
            whole.N - own.N,
            whole.XX - (2 * (_allXx + _singleX)) + own.XX,
            whole.XN - (_allXn + _singleX) - (_allNx + _singleX) + own.XN,
            whole.NN - (2 * (_allNn + _singleN)) + own.NN);
        return (own, others);
    }
}
