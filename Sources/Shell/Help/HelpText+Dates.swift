extension HelpText {
  static let dates = """
    Dates and times

    Literals      #"02/09/2023"  #"02/09/2023 14:30"  #"2/9/2023 2:30:15 PM"
                  #"2023-02-09T14:30:15.250"
                  With Z or +01:00 behind the time it is turned to the time zone
                  in use. #"{d} 9:15 AM" substitutes. Without # it is text;
                  functions take text as a date too.
    As a number   days since 12/30/1899, the fraction is the time:
                  #"12/31/1899 06:00" + 0 is 1.25. Before that day the fraction
                  still counts forward: 12/29/1899 06:00 is -1.25.
                  #"02/09/2023" + 1 is the number 44967; dateadd(d, 1) gives a
                  date.
    Range         the years 1 to 9999, to the millisecond. Dates compare by time.
    As text       MM/dd/yyyy, and HH:mm:ss behind it unless it is midnight.

    Letters of datefmt, asdatetime and format, as in .NET with the names of its
    invariant culture
      d dd          day: 7, 07                        H HH   hour of 24: 9, 09
      ddd dddd      weekday: Thu, Thursday            h hh   hour of 12: 9, 09
      M MM          month: 5, 05                      m mm   minute: 4, 04
      MMM MMMM      month: May, May                   s ss   second: 5, 05
      y yy          year: 9, 09                       t tt   P, PM
      yyy yyyy      year: 2009, 2009                  z zz   zone: +1, +01
      g             era: A.D.                         zzz K  zone: +01:00
      f to fffffff  fraction: 0 to 0600000            / :    as they stand
      F to FFFFFFF  the same without zeros behind     \\c     the character c itself
      "text" 'text' text as it is                     %d     one letter alone
      Other characters stand for themselves.

    A single letter names a whole format
      d  MM/dd/yyyy                      D  dddd, dd MMMM yyyy
      f  D HH:mm                         F  D HH:mm:ss
      g  d HH:mm                         G  d HH:mm:ss
      t  HH:mm                           T  HH:mm:ss
      M  MMMM dd                         Y  yyyy MMMM
      O  yyyy-MM-ddTHH:mm:ss.fffffffK    s  yyyy-MM-ddTHH:mm:ss
      R  ddd, dd MMM yyyy HH:mm:ss GMT   u  yyyy-MM-dd HH:mm:ssZ
      U  F, in UTC
      R and u write the time as it stands; for UTC: asutc(d).datefmt("R")

    asisodatetime(d) writes yyyy-MM-ddTHH:mm:ss.SSSXXX, Z standing for UTC.
    :help timezone tells which zone is used.
    """

  static let timeZone = """
    The zone of now(), of the variables date and time, and of asgmt, asutc,
    asisodatetime and the letters z K:

      NAME     a zone such as Europe/Berlin, America/New_York, America/Sao_Paulo,
               Asia/Tokyo, Asia/Kolkata, Australia/Sydney, or a rule such as
               EST5EDT,M3.2.0,M11.1.0
      local    the zone of this machine: the variable TZ, else /etc/localtime,
               else UTC

    A time that the clocks show twice means the first, in summer time. A time that
    they skip means as much after the change: 02:30, skipped for 03:00, is 03:30.

    A transcript records the local zone and the parts of zones that were used, so
    it replays the same in another zone, and where a zone is not known. A moment
    that was not recorded needs the zone's file; when it is missing a warning names
    the zone, and the moment is read in UTC.
    """
}
